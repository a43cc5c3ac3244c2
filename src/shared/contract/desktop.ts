/** What the native menu asks of the page. */
export const menuCommands = [
  'go-overview',
  'go-connections',
  'go-system',
  'go-simulator',
  'open-palette',
  'theme-light',
  'theme-dark',
  'theme-auto',
  'show-keys',
  'show-about',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** What came of a page that was to be saved as PDF. */
export type PdfOutcome =
  | { readonly state: 'saved'; readonly path: string }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly words: string };

/** The few things only a desktop window can do; the browser has none of them. Exposed to the page as `desktop`. */
export interface DesktopVerbs {
  /** Which host draws this page. */
  readonly host: 'desktop';
  /** Opens another window at a screen of this application, e.g. `#/unit/R-101`. */
  openWindow(path: string): void;
  setTheme(theme: 'light' | 'dark' | 'auto'): void;
  /**
   * Writes this page as PDF, as it prints, to where the person chooses.
   * @param name of the file, without its ending
   */
  savePdf(name: string): Promise<PdfOutcome>;
  /** Calls `take` for every menu command; returns what ends that. */
  onMenuCommand(take: (command: MenuCommand) => void): () => void;
}

/** Names of the messages between preload and page, and between preload and main. */
export const desktopMessages = {
  /** Page or preload is ready for a port. The page may post it to itself at any time to get a fresh one. */
  ready: 'bt:ready',
  /** A message port to the station comes with this message. */
  stationPort: 'bt:station-port',
  /** The station went away; a new port follows when it is back. */
  stationGone: 'bt:station-gone',
  openWindow: 'bt:open-window',
  setTheme: 'bt:set-theme',
  savePdf: 'bt:save-pdf',
  /** A menu command for the page, e.g. a navigation or the palette. */
  menuCommand: 'bt:menu-command',
} as const;
