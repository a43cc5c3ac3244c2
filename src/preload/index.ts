import { contextBridge, ipcRenderer } from 'electron';
import { desktopMessages } from '../shared/contract/desktop';
import type { DesktopVerbs, MenuCommand } from '../shared/contract/desktop';

const { menuCommand, openWindow, ready, savePdf, setTheme, stationGone, stationPort } = desktopMessages;

const desktop: DesktopVerbs = {
  host: 'desktop',
  openWindow: (path) => ipcRenderer.send(openWindow, path),
  setTheme: (theme) => ipcRenderer.send(setTheme, theme),
  savePdf: (name) => ipcRenderer.invoke(savePdf, name),
  // The bridge gives the page a copy of every function, so only what we return can unregister.
  onMenuCommand(take) {
    const listener = (_: unknown, command: MenuCommand): void => take(command);
    ipcRenderer.on(menuCommand, listener);
    return () => void ipcRenderer.off(menuCommand, listener);
  },
};
contextBridge.exposeInMainWorld('desktop', desktop);

// A port cannot cross the bridge; it goes to the page as a message of its own origin.
ipcRenderer.on(stationPort, ({ ports }) => window.postMessage(stationPort, location.origin, [...ports]));
ipcRenderer.on(stationGone, () => window.postMessage(stationGone, location.origin));
// The page asks when it is ready to listen, and again whenever it wants a fresh port.
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === ready) ipcRenderer.send(ready);
});
