import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/contract/desktop';

export interface MenuActions {
  /** To the page of the focused window. */
  readonly command: (command: MenuCommand) => void;
  readonly newWindow: () => void;
  readonly openDataFolder: () => void;
}

/** The native menu. Everything in it that concerns a screen is a command to the page. */
export function setMenu(actions: MenuActions, isMac: boolean): void {
  const template = [fileMenu(actions), editMenu(), viewMenu(actions), windowMenu(), helpMenu(actions)];
  if (isMac) template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function fileMenu({ newWindow, openDataFolder }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'New Window', accelerator: 'CmdOrCtrl+N', click: newWindow },
      { label: 'Open Data Folder', click: openDataFolder },
      { type: 'separator' },
      { role: 'close', accelerator: 'CmdOrCtrl+W' },
      { role: 'quit', accelerator: 'CmdOrCtrl+Q' },
    ],
  };
}

function editMenu(): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      ...(['undo', 'redo'] as const).map((role) => ({ role })),
      { type: 'separator' },
      ...(['cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role })),
    ],
  };
}

function viewMenu({ command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      { label: 'Overview', accelerator: 'CmdOrCtrl+1', click: () => command('go-overview') },
      { label: 'Connections', accelerator: 'CmdOrCtrl+2', click: () => command('go-connections') },
      { label: 'System', accelerator: 'CmdOrCtrl+3', click: () => command('go-system') },
      { label: 'Simulator', accelerator: 'CmdOrCtrl+4', click: () => command('go-simulator') },
      { type: 'separator' },
      { label: 'Command Palette', accelerator: 'CmdOrCtrl+K', click: () => command('open-palette') },
      {
        label: 'Theme',
        submenu: [
          { label: 'Light', click: () => command('theme-light') },
          { label: 'Dark', click: () => command('theme-dark') },
          { label: 'As the System', click: () => command('theme-auto') },
        ],
      },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // Without the shift key, which plus needs on most keyboards.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen', accelerator: 'F11' },
      { role: 'reload' },
      { role: 'toggleDevTools' },
    ],
  };
}

function windowMenu(): MenuItemConstructorOptions {
  return { label: '&Window', role: 'windowMenu' };
}

function helpMenu({ command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&Help',
    role: 'help',
    submenu: [
      { label: 'Keyboard Shortcuts', click: () => command('show-keys') },
      { label: 'About Bioprocess Twin', click: () => command('show-about') },
    ],
  };
}
