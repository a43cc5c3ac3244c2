import type { DesktopVerbs } from '../../shared/contract/desktop';

/** What the preload offers this page, or nothing in a browser. */
export function desktopBridge(): DesktopVerbs | undefined {
  return (window as Window & { desktop?: DesktopVerbs }).desktop;
}
