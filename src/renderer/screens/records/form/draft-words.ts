import type { DraftMark } from './use-draft';

/** Where what is typed lies at this moment. */
export function draftWords(mark: DraftMark, offline: boolean): string {
  if (offline) return 'The station is away: kept on this device, sent when it is back.';
  if (mark === 'none') return '';
  return mark === 'at-station' ? 'Draft kept by the station' : 'Draft kept on this device';
}
