import { join } from 'node:path';
import { readIfThere, writePrivately } from '../workers/host/private-file';
import type { LeftWindow } from './window-bounds';

export type Theme = 'light' | 'dark' | 'auto';

/** A window of the last session, to be opened again. */
export interface RememberedWindow extends LeftWindow {
  /** Screen it showed, as the part of its address behind the `#`, with it. */
  readonly path: string;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export interface DesktopMemory {
  readonly theme: Theme;
  readonly windows: readonly RememberedWindow[];
}

const nothing: DesktopMemory = { theme: 'auto', windows: [] };
const mostWindows = 12;

/** What the desktop remembers between two starts. A file that cannot be understood counts as none: it is comfort. */
export function readMemory(dir: string): DesktopMemory {
  try {
    return understand(JSON.parse(readIfThere(file(dir)) ?? '{}'));
  } catch {
    return nothing;
  }
}

export function writeMemory(dir: string, memory: DesktopMemory): void {
  writePrivately(file(dir), `${JSON.stringify(memory, undefined, 1)}\n`);
}

const file = (dir: string): string => join(dir, 'desktop.json');

function understand(kept: unknown): DesktopMemory {
  if (typeof kept !== 'object' || kept === null) return nothing;
  const { theme, windows } = kept as Partial<Record<keyof DesktopMemory, unknown>>;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    windows: (Array.isArray(windows) ? windows : []).filter(isRemembered).slice(0, mostWindows),
  };
}

function isRemembered(value: unknown): value is RememberedWindow {
  if (typeof value !== 'object' || value === null) return false;
  const { bounds, display, path, maximized, fullScreen } = value as Partial<RememberedWindow>;
  const sound = isBounds(bounds) && isBounds(display?.workArea) && typeof display?.id === 'number';
  return sound && /^(#\/.{0,500})?$/.test(path ?? '') && isFlag(maximized) && isFlag(fullScreen);
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean';

function isBounds(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const sides = value as Record<string, unknown>;
  return ['x', 'y', 'width', 'height'].every((side) => Number.isInteger(sides[side]));
}
