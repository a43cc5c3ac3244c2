import type { BatchNoteBody } from '../../../shared/model/batch-note';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { StationEvent } from '../../../shared/model/station-event';
import type { Log } from '../../log';
import type { LiveSample } from '../live/live';
import type { Plant } from '../plant/plant';
import type { Historian } from '../record/historian';
import type { PlantStore } from '../record/plant/plant-store';

/** What of the station an import needs. */
export interface ImportDeps {
  readonly plant: Plant;
  readonly historian: Pick<Historian, 'append' | 'settle'>;
  /** Remembers what was imported, by batch. */
  readonly settings: Pick<PlantStore, 'getSetting' | 'putSetting'>;
  /** What was written down of batches. */
  readonly notes: {
    has(batchId: BatchId, campaign: string): boolean;
    bring(batchId: BatchId, campaign: string, bodies: readonly BatchNoteBody[]): boolean;
  };
  /** Units of the demo, which no import may write to. */
  readonly demoUnits: ReadonlySet<UnitId>;
  /** Puts the last samples of a batch on show, so that a unit looks as it will after a restart. */
  readonly show: (newest: readonly LiveSample[]) => void;
  readonly tell: (severity: StationEvent['severity'], kind: string, words: string, unitId: UnitId) => void;
  /** Units, batches or the past of a channel changed. */
  readonly changed: () => void;
  readonly log: Log;
  readonly now: () => number;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
}
