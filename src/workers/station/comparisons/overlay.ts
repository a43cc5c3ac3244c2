import { alignBatches } from '../../../shared/calc/align-batches';
import { axisOf, curveOn } from '../../../shared/calc/aligned-curve';
import type { OverlayHead } from '../../../shared/contract/comparisons';
import type { BatchId } from '../../../shared/model/identity';
import { alignmentWords, type Alignment } from '../../../shared/model/overlay';
import { batchAgeH } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import { loadInTurn } from './load-in-turn';
import type { Ticket } from './tickets';
import type { LoadedBatch, TrackStore } from './track-store';

export interface OverlayAsked {
  readonly batchIds: readonly BatchId[];
  readonly tags: readonly string[];
  readonly by: Alignment;
  readonly reference?: BatchId | undefined;
  readonly points: number;
}

/** Channels of batches on a common axis; one that cannot be placed is named with the reason. */
export async function overlayOf(
  store: TrackStore,
  asked: OverlayAsked,
  ticket: Ticket,
  clock: () => number,
): Promise<{ head: OverlayHead; data: ArrayBuffer }> {
  const begun = clock();
  const loaded = await loadInTurn(store, asked.batchIds, asked.tags, ticket);
  const reference = referenceOf(loaded, asked);
  const placed = alignBatches(
    loaded.map(({ track }) => track),
    asked.by,
    reference,
  );
  await ticket.step();
  const axis = axisOf(
    placed.map(({ x }) => x),
    asked.points,
  );
  const traces: OverlayHead['traces'] = [];
  const parts: Float64Array[] = [];
  for (const [k, { batch, columns }] of loaded.entries()) {
    const x = placed[k]?.x;
    for (const tag of asked.tags) {
      const values = columns.get(tag);
      if (!axis || !x || !values) continue;
      const curve = curveOn(axis, x, values);
      traces.push({ batchId: batch.id, tag, known: knownShare(curve.mean) });
      parts.push(curve.mean, curve.min, curve.max);
    }
  }
  const points = axis?.points ?? 0;
  const packed = new Float64Array(parts.length * points);
  parts.forEach((part, k) => packed.set(part, k * points));
  const head: OverlayHead = {
    by: asked.by,
    unit: alignmentWords[asked.by].unit,
    reference: asked.by === 'maturity' ? (loaded[reference]?.batch.id ?? null) : null,
    from: axis?.from ?? 0,
    step: axis?.step ?? 0,
    points,
    batches: loaded.map(({ batch }, k) => ({
      batchId: batch.id,
      placed: placed[k]?.x !== null,
      note: placed[k]?.note ?? '',
    })),
    traces,
    tookMs: clock() - begun,
  };
  return { head, data: packed.buffer };
}

/** The one that was named; else the batch of median length among those that came to depletion, or among all. */
function referenceOf(loaded: readonly LoadedBatch[], { reference }: OverlayAsked): number {
  if (reference !== undefined) {
    const named = loaded.findIndex(({ batch }) => batch.id === reference);
    if (named < 0) throw new Refusal('NOT_FOUND', `${reference} is not among the batches`, 'reference');
    return named;
  }
  const depleted = loaded.flatMap((one, k) =>
    one.track.phases.some(({ phase }) => phase === 'depleted' || phase === 'gly-fed') ? [k] : [],
  );
  const known = loaded.flatMap((one, k) => (one.track.phases.length > 0 ? [k] : []));
  const among = depleted.length > 0 ? depleted : known;
  const byLength = among.toSorted((a, b) => lengthOf(loaded[a]) - lengthOf(loaded[b]));
  return byLength[Math.floor((byLength.length - 1) / 2)] ?? 0;
}

function lengthOf(one: LoadedBatch | undefined): number {
  return one ? batchAgeH(one.batch, one.track.from + one.track.windows * 30_000) : 0;
}

function knownShare(values: Float64Array): number {
  let known = 0;
  for (const value of values) if (!Number.isNaN(value)) known += 1;
  return values.length === 0 ? 0 : known / values.length;
}
