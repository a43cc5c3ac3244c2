import type { UnitId } from '../../../shared/model/identity';
import type { StationEvent } from '../../../shared/model/station-event';
import type { Log } from '../../log';
import type { Plant } from '../plant/plant';
import type { AskedHoles } from '../record/forward/asked-holes';
import type { EdgeStores } from './edge-stores';
import type { FillDoor } from './fill-span';
import type { FindMissing } from './missing-spans';
import type { StoreWatch } from './store-watch';

/** What of the station a backfill needs. */
export interface BackfillDeps {
  readonly stores: Pick<EdgeStores, 'list' | 'open'>;
  readonly watch: StoreWatch;
  readonly asked: AskedHoles;
  readonly plant: Pick<Plant, 'units' | 'channelsOf' | 'channel' | 'ensureChannel'>;
  /** Units of the demo, which nothing real may feed. */
  readonly demoUnits: ReadonlySet<UnitId>;
  readonly door: FillDoor;
  readonly missing: FindMissing;
  /** Number of a source of filled samples, by its words. */
  readonly originOf: (words: string) => Promise<number>;
  readonly tell: (
    severity: StationEvent['severity'],
    kind: string,
    words: string,
    unitId?: UnitId | null,
  ) => void;
  readonly log: Log;
  readonly now: () => number;
}
