import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { newestPlantTime } from '../../shared/model/plant-time';
import type { BatchId } from '../../shared/model/identity';
import { actorWords } from '../../shared/model/actor';
import { recipeOf } from '../../shared/model/records/recipe';
import { actingNow } from './acting';
import type { BatchPapers } from './comparisons/comparisons-deps';
import { createComparisons } from './comparisons/create-comparisons';
import type { Live } from './live/live';
import type { Plant } from './plant/plant';
import { alarmsIn } from './record/alarms/alarms-in';
import { sealedSizes } from './record/comparisons/batch-bytes';
import { goldenIn } from './record/comparisons/golden-in';
import { historianFile } from './record/historian/historian-file';
import type { Store } from './record/open-store';
import type { RecordsRoom } from './records/records-room';
import { createReplay } from './replay/create-replay';
import type { HistoryRoom, Rooms } from './serve/rooms';
import type { StationInit } from './station-init';

export interface OpenComparisonsDeps {
  readonly init: Pick<StationInit, 'dataDir'>;
  readonly store: Pick<Store, 'ledger' | 'records' | 'historian'>;
  readonly plant: Plant;
  readonly live: Pick<Live, 'latest'>;
  readonly history: HistoryRoom;
  readonly records: Pick<RecordsRoom, 'batch' | 'batches' | 'list'>;
  readonly now: () => number;
}

/** Opens batches beside one another, and batches over again; golden batches have their entries in the ledger. */
export function openComparisons(deps: OpenComparisonsDeps): Pick<Rooms, 'comparisons' | 'replays'> {
  const { init, store, plant, live, history, now } = deps;
  const { ledger, records, historian } = store;
  const comparisons = createComparisons({
    plant,
    history,
    plantNow: ({ unitId, simulated }) =>
      (simulated ? newestPlantTime(plant.channelsOf(unitId), (series) => live.latest.get(series)) : null) ??
      now(),
    sizes: (spans) => sealedSizes(join(init.dataDir, historianFile.fileName), spans),
    papers: (batchId) => papersOf(deps, batchId),
    golden: goldenIn(records),
    recorded: (what, id, version, reason, change) =>
      ledger.write({ what, subject: { type: 'golden-batch', id, version }, reason }, change),
    actor: () => actorWords(actingNow()),
    newId: () => randomUUID(),
    now,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const replays = createReplay({
    plant,
    historian,
    alarms: alarmsIn(records),
    late: (unitId) => history.lateVersionOf(unitId),
  });
  return { comparisons, replays };
}

function papersOf({ records }: OpenComparisonsDeps, batchId: BatchId): BatchPapers {
  const run = records.batches().find(({ id }) => id === batchId);
  const state = run?.state ?? 'ended';
  const papers = run?.planId === null || run === undefined ? [] : records.list(batchId);
  const plan = papers.find(({ kind, status }) => kind === 'batch' && status !== 'voided')?.body;
  const textOf = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? value : null;
  const recipe = textOf(plan?.['recipe']);
  return {
    state,
    verdict: verdictOf(state, run?.planId !== null && run !== undefined),
    organism: textOf(plan?.['strain']),
    medium: recipe === null ? null : (recipeOf(recipe)?.name ?? recipe),
    process: textOf(plan?.['product']),
  };
}

function verdictOf(state: string, planned: boolean): BatchPapers['verdict'] {
  if (state === 'released' || state === 'rejected') return state;
  if (state === 'in-review' || state === 'closed') return 'in-review';
  return planned ? 'open' : 'none';
}
