import { ipcMain } from 'electron';
import type { MessagePortMain, WebContents } from 'electron';
import { desktopMessages } from '../shared/contract/desktop';
import { fromOwnPage } from './page-guard';

export interface StationPorts {
  readonly stationUp: () => void;
  readonly stationDown: () => void;
}

/**
 * Gives every page that asks a port to the station, and a fresh one whenever the station was started again.
 * @param openPort undefined while the station is down
 */
export function handOutStationPorts(openPort: () => MessagePortMain | undefined): StationPorts {
  const pages = new Set<WebContents>();
  const give = (page: WebContents): void => {
    const port = openPort();
    if (port) page.postMessage(desktopMessages.stationPort, null, [port]);
  };
  ipcMain.on(desktopMessages.ready, (event) => {
    if (!fromOwnPage(event)) return;
    const page = event.sender;
    if (!pages.has(page)) page.once('destroyed', () => pages.delete(page));
    pages.add(page);
    give(page);
  });
  return {
    stationUp: () => pages.forEach(give),
    stationDown: () => pages.forEach((page) => page.send(desktopMessages.stationGone)),
  };
}
