import type { OfflineShellState } from '../station/offline-shell';
import { tr } from '../strings/translate';

/** Whether this page may be reloaded while the station is away, in words; null on the desktop. */
export function shellWords(state: OfflineShellState): string | null {
  switch (state.kind) {
    case 'desktop':
      return null;
    case 'preparing':
      return tr('The screens are being kept on this device.');
    case 'ready':
    case 'new-version':
      return tr('The screens are kept on this device: this page may be reloaded without the station.');
    case 'unavailable':
      return state.why === 'insecure'
        ? tr('Do not reload or close this page without the station: over plain http to another machine a browser keeps no screens. Open it over https.') // prettier-ignore
        : tr('Do not reload or close this page without the station: the browser did not take the screens to keep, for example because it does not trust the certificate.'); // prettier-ignore
    default:
      return state satisfies never;
  }
}
