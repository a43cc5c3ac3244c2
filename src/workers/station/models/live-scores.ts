import { notesInForce, od600Of, type BatchNote, type SampleNote } from '../../../shared/model/batch-note';
import { channelId, type BatchId } from '../../../shared/model/identity';
import { hashNumber } from '../../../shared/model/model-file-card';
import { predictionTags, type PredictionTags } from '../../../shared/model/prediction-tags';
import type { Batch } from '../../../shared/model/process-unit';
import type { Channel } from '../../../shared/model/channel';
import type { Sample } from '../../../shared/model/reading';
import type { KeptModel, KeptScore, ModelsKeep } from '../record/models/models-keep';

export interface LiveScoresDeps {
  readonly keep: Pick<ModelsKeep, 'listModels' | 'saveScores' | 'removeScores'>;
  readonly channel: (id: ReturnType<typeof channelId>) => Channel | undefined;
  /** Newest recorded sample of each series up to a time. */
  readonly newest: (series: readonly number[], upTo: number) => Promise<readonly (Sample | null)[]>;
  readonly now: () => number;
}

/** Three windows: a prediction older than this when a sample was drawn was not made for it. */
const oldMs = 90_000;

/**
 * Holds the samples of a batch against what was predicted when they were drawn, as it was recorded then; what was
 * corrected is scored anew. Answers the scores that are new or changed.
 */
export async function scoreBatch(
  deps: LiveScoresDeps,
  batch: Batch,
  notes: readonly BatchNote[],
): Promise<KeptScore[]> {
  const inForce = notesInForce(notes).filter((note) => note.kind === 'sample');
  const gone = notes.filter(({ kind, replacedBy }) => kind === 'sample' && replacedBy !== null);
  if (gone.length > 0) deps.keep.removeScores(gone.map(({ id }) => id));
  const models = deps.keep.listModels();
  const scores: KeptScore[] = [];
  for (const note of inForce) {
    const found: ScoreAt[] = [];
    for (const tags of predictionTags) {
      const measured = resultOf(note, tags.target);
      if (measured === undefined) continue;
      const score = await scoreOne(deps, models, batch, note, tags, measured);
      if (score) found.push(score);
    }
    scores.push(...onceEach(found));
  }
  if (scores.length > 0) deps.keep.saveScores(scores);
  return scores;
}

interface ScoreAt {
  readonly score: KeptScore;
  /** When the prediction was made. */
  readonly at: number;
}

/** A model that just changed its place spoke in both: what it said last counts. */
function onceEach(found: readonly ScoreAt[]): KeptScore[] {
  const isLater = (one: ScoreAt, other: ScoreAt): boolean =>
    other.score.sha256 === one.score.sha256 && other.score.target === one.score.target && other.at > one.at;
  return found.filter((one) => !found.some((other) => isLater(one, other))).map(({ score }) => score);
}

function resultOf(note: SampleNote, target: string): number | undefined {
  return target === 'OD600' ? od600Of(note) : note.dcwGL;
}

async function scoreOne(
  deps: LiveScoresDeps,
  models: readonly KeptModel[],
  batch: Batch & { id: BatchId },
  note: BatchNote,
  tags: PredictionTags,
  measured: number,
): Promise<ScoreAt | null> {
  const channels = [tags.value, tags.low, tags.high, tags.model, tags.features].map((tag) =>
    deps.channel(channelId(batch.unitId, tag)),
  );
  if (!channels[0] || !channels[3]) return null;
  const found = await deps.newest(
    channels.map((channel) => channel?.series ?? 0),
    note.at,
  );
  const at = found[0]?.t ?? Number.NEGATIVE_INFINITY;
  const [predicted, low, high, hash] = found.map((sample) => (sample?.t === at ? sample.value : null));
  if (note.at - at > oldMs || predicted === null || predicted === undefined || !hash) return null;
  const model = models.find(({ sha256 }) => hashNumber(sha256) === hash);
  if (!model) return null;
  const score: KeptScore = {
    noteId: note.id,
    target: tags.target,
    state: tags.state,
    name: model.name,
    version: model.version,
    unitId: batch.unitId,
    batchId: batch.id,
    sampledAt: note.at,
    scoredAt: deps.now(),
    measured,
    predicted,
    low: low ?? null,
    high: high ?? null,
    sha256: model.sha256,
    featuresSha256: model.featuresSha256,
  };
  return { score, at };
}
