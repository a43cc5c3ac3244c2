import type { DraftMark } from './use-draft';
import { tr } from '../../../strings/translate';

/** Where what is typed lies at this moment. */
export function draftWords(mark: DraftMark, offline: boolean): string {
  if (offline) return tr('The station is away: kept on this device, sent when it is back.');
  if (mark === 'none') return '';
  return mark === 'at-station' ? tr('Draft kept by the station') : tr('Draft kept on this device');
}
