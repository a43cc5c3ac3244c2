import { app, BrowserWindow, ipcMain, nativeTheme, shell } from 'electron';
import { desktopMessages } from '../shared/contract/desktop';
import type { MenuCommand } from '../shared/contract/desktop';
import type { Log } from '../workers/log';
import { setMenu } from './menu';
import { fromOwnPage } from './page-guard';
import { offerPdf } from './save-pdf';
import { readMemory, writeMemory } from './window-memory';
import type { RememberedWindow, Theme } from './window-memory';
import { createWindows, groundColour } from './windows';

export interface Desktop {
  /** Keeps the windows as they are now for the next start, once. */
  readonly remember: () => void;
}

/** Opens the windows of the last session, or one, with menu and the verbs their pages may use. */
export function openDesktop(at: { desktopDir: string; dataDir: string; log: Log }): Desktop {
  const { log, desktopDir } = at;
  let { theme, windows: left } = readMemory(desktopDir);
  let quitting = false;
  const save = (windows: readonly RememberedWindow[]): void => {
    if (quitting) return;
    left = windows;
    try {
      writeMemory(desktopDir, { theme, windows });
    } catch (problem) {
      log('warn', 'Windows and theme could not be remembered', { error: String(problem) });
    }
  };
  applyTheme(theme);
  const windows = createWindows(log, save);
  app.on('second-instance', () => windows.focusFirst());
  app.on('activate', () => windows.focusFirst());
  setMenu(
    {
      command: sendCommand,
      newWindow: () => windows.open(''),
      openDataFolder: () => void shell.openPath(at.dataDir),
    },
    process.platform === 'darwin',
  );
  describeApp();
  ipcMain.on(desktopMessages.openWindow, (event, path: unknown) => {
    if (fromOwnPage(event) && isScreenPath(path)) windows.open(path);
  });
  ipcMain.on(desktopMessages.setTheme, (event, asked: unknown) => {
    if (!fromOwnPage(event) || !isTheme(asked) || asked === theme) return;
    theme = asked;
    applyTheme(theme);
    save(windows.remember());
  });
  offerPdf(log);
  if (left.length === 0) windows.open('');
  for (const window of left) windows.open(window.path, window);
  return {
    remember() {
      const now = windows.remember();
      if (now.length > 0) save(now);
      quitting = true;
    },
  };
}

function sendCommand(command: MenuCommand): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  window?.webContents.send(desktopMessages.menuCommand, command);
}

/** Native menus and frames follow the theme; windows opened from now on start in its colour. */
function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
  for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(groundColour());
}

function describeApp(): void {
  app.setAboutPanelOptions({
    applicationName: 'Bioprocess Twin',
    applicationVersion: app.getVersion(),
    copyright: 'A live digital shadow of bioreactor batches',
  });
}

const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark' || value === 'auto';

const isScreenPath = (value: unknown): value is string =>
  typeof value === 'string' && /^(#\/.{0,500})?$/.test(value);
