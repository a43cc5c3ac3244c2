import type { UnitSummary } from '../../../shared/contract/units';
import type { NoteFacts } from '../../../shared/model/batch-note-rules';
import type { Batch } from '../../../shared/model/process-unit';
import { plantNow } from '../../station/plant-clock';
import type { Station } from '../../station/station';

/** Where a note belongs to. */
export interface NotePlace {
  readonly station: Station;
  readonly unit: UnitSummary;
  readonly batch: Batch;
}

/** What the form knows to judge a note by; the station judges again. */
export function factsOf({ station, unit, batch }: NotePlace): NoteFacts {
  const volume = unit.channels.find(({ tag }) => tag === 'Volume');
  const byBalance = volume ? (station.live.latest(volume.series)?.value ?? 0) : 0;
  return { batch, now: plantNow(unit, station), brothL: Math.max(unit.startVolumeL, byBalance) };
}

/** The moment a new note is about at first: now, or the end of what has ended. */
export function noteTime({ station, unit, batch }: NotePlace): number {
  return batch.endedAt ?? plantNow(unit, station);
}
