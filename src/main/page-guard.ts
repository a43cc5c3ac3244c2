import { app, session } from 'electron';
import type { IpcMainEvent, WebContents } from 'electron';
import { bundleOrigin } from './bundle-file';

/** Where our pages come from: the bundle, or the development server. */
export const pageBase =
  process.env['ELECTRON_RENDERER_URL'] && !app.isPackaged
    ? new URL(process.env['ELECTRON_RENDERER_URL']).href
    : `${bundleOrigin}/`;

/** Whether an address is one of our own pages. `URL.origin` is "null" for app:, so the parts are compared. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const [asked, own] = [new URL(address), new URL(pageBase)];
  return asked.protocol === own.protocol && asked.host === own.host;
}

/** Whether a message comes from the main frame of one of our own pages. */
export function fromOwnPage({ sender, senderFrame }: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/** Denies everything a page of ours never needs: leaving, new windows, embedded pages, permissions. */
export function guardPages(): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_, permission, answer, details) =>
    answer(
      permission === copying || permission === telling || (permission === looking && onlyPictures(details)),
    ),
  );
  defaultSession.setPermissionCheckHandler(
    (_, permission, __, details) =>
      permission === copying ||
      permission === telling ||
      (permission === looking && details.mediaType === 'video'),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}

/** Putting text into the clipboard when a person presses "copy": no reading. */
const copying = 'clipboard-sanitized-write';
/** Notices of new alarms while another program is in front. */
const telling = 'notifications';
/** The camera that reads labels: pictures, never sound. */
const looking = 'media';

function onlyPictures(details: object): boolean {
  const types: unknown = 'mediaTypes' in details ? details.mediaTypes : undefined;
  return Array.isArray(types) && types.length > 0 && types.every((type) => type === 'video');
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
}
