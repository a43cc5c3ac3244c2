import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '../workers/log';
import { pageBase } from './page-guard';
import { fitBounds, freeDisplay, smallestWindow } from './window-bounds';
import type { Display } from './window-bounds';
import type { RememberedWindow } from './window-memory';

export interface Windows {
  /** Opens a window at a screen, e.g. `#/unit/R-101`, or as it was remembered. */
  readonly open: (path: string, left?: RememberedWindow) => void;
  /** Brings the first window to the front, opening one where there is none. */
  readonly focusFirst: () => void;
  /** As they are now, for the next start. */
  readonly remember: () => RememberedWindow[];
}

/** Grounds of the two schemes (renderer/ui/theme.css), so that a new window does not flash. */
export function groundColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#0f1416' : '#dde2e3';
}

/** @param beforeClose called while the window still is there */
export function createWindows(log: Log, beforeClose: (others: RememberedWindow[]) => void): Windows {
  const windows = new Set<BrowserWindow>();
  const remember = (): RememberedWindow[] => [...windows].map(remembered);
  const open = (path: string, left?: RememberedWindow): void => {
    const window = build(left);
    windows.add(window);
    window.on('close', () => {
      const others = [...windows].filter((other) => other !== window);
      beforeClose((others.length > 0 ? others : [window]).map(remembered));
    });
    window.on('closed', () => windows.delete(window));
    reviveOnCrash(window, log);
    window.once('ready-to-show', () => show(window, left));
    void window
      .loadURL(new URL(path, pageBase).href)
      .catch((problem: unknown) => log('error', 'A window could not be loaded', { error: String(problem) }));
  };
  const focusFirst = (): void => {
    const [first] = windows;
    if (!first) return open('');
    if (first.isMinimized()) first.restore();
    first.show();
    first.focus();
  };
  for (const change of ['display-removed', 'display-metrics-changed'] as const)
    screen.on(change as 'display-removed', () => windows.forEach(bringIntoSight));
  return { open, focusFirst, remember };
}

function build(left: RememberedWindow | undefined): BrowserWindow {
  const others = BrowserWindow.getAllWindows();
  // A further window goes to a screen of its own where there is one.
  const free =
    left || others.length === 0
      ? undefined
      : freeDisplay(
          others.map((one) => one.getBounds()),
          displays(),
        );
  const cascade = left || free ? 0 : 28 * others.length;
  const { x, y, ...size } = fitBounds(left, free ? [free] : displays());
  return new BrowserWindow({
    ...size,
    x: x + cascade,
    y: y + cascade,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Bioprocess Twin',
    show: false,
    backgroundColor: groundColour(),
    icon: join(app.getAppPath(), 'resources', 'icons', '256x256.png'),
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
}

function show(window: BrowserWindow, left: RememberedWindow | undefined): void {
  if (left?.maximized) window.maximize();
  window.show();
  if (left?.fullScreen) window.setFullScreen(true);
}

function displays(): [Display, ...Display[]] {
  const primary = screen.getPrimaryDisplay();
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
}

function remembered(window: BrowserWindow): RememberedWindow {
  const bounds = window.getNormalBounds();
  const { id, workArea } = screen.getDisplayMatching(window.getBounds());
  return {
    bounds,
    display: { id, workArea },
    path: hashOf(window.webContents.getURL()),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}

function hashOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hash : '';
}

/** A window on a screen that is gone moves to one that is there. */
function bringIntoSight(window: BrowserWindow): void {
  if (window.isFullScreen() || window.isMaximized()) return;
  const left = remembered(window);
  const bounds = fitBounds(left, displays());
  if (JSON.stringify(bounds) !== JSON.stringify(left.bounds)) window.setBounds(bounds);
}

const crashPauseMs = 10_000;

/** A page that crashed is loaded again; twice within ten seconds it is left, with words. */
function reviveOnCrash(window: BrowserWindow, log: Log): void {
  let lastCrash = -Infinity;
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const again = performance.now() - lastCrash < crashPauseMs;
    lastCrash = performance.now();
    log('error', `A window's page ended (${reason})`, { exitCode, reloaded: !again });
    if (!again) window.webContents.reload();
  });
}
