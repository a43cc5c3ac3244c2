import type { StationEvent } from '../../../../shared/model/station-event';
import type { UnitId } from '../../../../shared/model/identity';
import type { LiveSample } from '../../live/live';
import type { Plant } from '../../plant/plant';
import type { Historian } from '../../record/historian';
import type { PlantStore } from '../../record/plant/plant-store';

/** What of the station an import of tables needs. */
export interface TableDeps {
  readonly plant: Plant;
  readonly historian: Pick<Historian, 'append' | 'settle' | 'origin'>;
  readonly settings: Pick<PlantStore, 'getSetting' | 'putSetting'>;
  /** Units of the demo, which no import may write to. */
  readonly demoUnits: ReadonlySet<UnitId>;
  /** Files that browsers hand in lie below it. */
  readonly dataDir: string;
  readonly show: (newest: readonly LiveSample[]) => void;
  readonly tell: (severity: StationEvent['severity'], kind: string, words: string, unitId: UnitId) => void;
  readonly changed: () => void;
  readonly now: () => number;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
}
