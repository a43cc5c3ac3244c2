import { join } from 'node:path';
import type { Log } from '../log';
import type { BatchId } from '../../shared/model/identity';
import type { EventsDesk } from './events-desk';
import type { ModelRef } from '../../shared/model/model-registry';
import type { ModelApproval } from './models/model-registry';
import { createModelsRoom, type ModelsRoom } from './models/models-room';
import type { BatchNotes } from './plant/batch-notes';
import type { Plant } from './plant/plant';
import type { Historian } from './record/historian';
import type { PlantStore } from './record/plant/plant-store';
import type { ImportsRoom } from './serve/rooms';
import type { StationInit } from './station-init';

export interface OpenModelsDeps {
  readonly init: Pick<StationInit, 'dataDir' | 'modelsDir'>;
  readonly plant: Plant;
  readonly historian: Pick<Historian, 'newest'>;
  readonly keep: PlantStore;
  readonly notes: BatchNotes;
  readonly imports: Pick<ImportsRoom, 'originOf'>;
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly log: Log;
  readonly now: () => number;
  readonly configChanged: () => void;
  /** Tells which batches a deviation keeps from training. */
  readonly quality?: { excluded(): readonly { readonly batchId: BatchId; readonly id: string }[] };
  /** Whether a model was signed for its use. */
  readonly approval?: (of: ModelRef) => ModelApproval;
  /** Asks the host for a worker that runs on demand. */
  readonly want: (worker: string) => void;
}

/** The models of a station, and its notes as they tell the models of every sample. */
export function openModels(deps: OpenModelsDeps): { models: ModelsRoom; notes: BatchNotes } {
  const { init, plant, historian, keep, notes, imports, events, log, now } = deps;
  const models = createModelsRoom({
    keep,
    events,
    now,
    shippedDir: init.modelsDir ?? null,
    ownDir: join(init.dataDir, 'models'),
    dataDir: init.dataDir,
    excluded: () => deps.quality?.excluded() ?? [],
    changed: deps.configChanged,
    approval: deps.approval,
    wantTrainer: () => deps.want('trainer'),
    batches: () => plant.batches(),
    units: () => plant.units(),
    channel: (id) => plant.channel(id),
    newest: (series, upTo) => historian.newest(series, upTo),
    notes: (batchId) => notes.list(batchId),
    originOf: (batchId) => imports.originOf(batchId),
    log: (words) => log('warn', words),
  });
  const tell = (batchId: Parameters<BatchNotes['list']>[0]): void => {
    models.samplesChanged(batchId).catch((problem: unknown) => {
      log('warn', 'A sample could not be held against predictions', { error: String(problem) });
    });
  };
  return {
    models,
    notes: {
      ...notes,
      kept: (batchId) => {
        notes.kept(batchId);
        tell(batchId);
      },
      add: (batchId, note) => {
        const added = notes.add(batchId, note);
        tell(batchId);
        return added;
      },
      correct: (batchId, id, reason, note) => {
        const corrected = notes.correct(batchId, id, reason, note);
        tell(batchId);
        return corrected;
      },
    },
  };
}
