/** The few things only a desktop window can do; the browser has none of them. */
export interface DesktopVerbs {
  /** Which host draws this page. */
  readonly host: 'desktop';
  openWindow(path: string): void;
  setTheme(theme: 'light' | 'dark' | 'auto'): void;
}

/** Names of the messages between preload and page, and between preload and main. */
export const desktopMessages = {
  /** Page or preload is ready for a port. */
  ready: 'bt:ready',
  /** A message port to the station comes with this message. */
  stationPort: 'bt:station-port',
  /** The station went away; a new port follows when it is back. */
  stationGone: 'bt:station-gone',
  openWindow: 'bt:open-window',
  setTheme: 'bt:set-theme',
  /** A menu command for the page, e.g. a navigation or the palette. */
  menuCommand: 'bt:menu-command',
} as const;
