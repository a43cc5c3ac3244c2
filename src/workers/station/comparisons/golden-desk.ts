import { goldenReference, type GoldenMember } from '../../../shared/calc/golden-reference';
import { goldenScore } from '../../../shared/calc/golden-score';
import {
  goldenReferenceSchema,
  type GoldenBatch,
  type GoldenPlan,
  type GoldenSummary,
} from '../../../shared/model/golden-batch';
import type { GoldenScore } from '../../../shared/model/golden-score';
import type { BatchId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { KeptGolden } from '../record/comparisons/golden-keep';
import type { ComparisonsDeps } from './comparisons-deps';
import type { Ticket } from './tickets';
import type { TrackStore } from './track-store';

/** Fewer than this say nothing about a process. */
const leastUsed = 3;

/** Golden batches: made, kept in versions, and batches held against them. */
export function createGoldenDesk(deps: ComparisonsDeps, store: TrackStore) {
  const found = (id: string, version?: number): KeptGolden => {
    const versions = deps.golden.versions(id);
    const one = version === undefined ? versions[0] : versions.find((each) => each.version === version);
    if (one) return one;
    throw new Refusal(
      'NOT_FOUND',
      versions.length === 0 ? 'There is no such golden batch' : `It has no version ${String(version)}`,
    );
  };

  const memberOf = async (batchId: BatchId): Promise<GoldenMember> => {
    const { batch, track } = await store.load(batchId, []);
    const { simulated } = batch;
    if (batch.endedAt === null) return { batchId, simulated, track: null, words: 'It still runs' };
    if (track.carbonDioxideTo !== null)
      return { batchId, simulated, track: null, words: 'Its gas balance has a hole of more than 30 min' };
    return { batchId, simulated, track, words: '' };
  };

  return {
    list: (): GoldenSummary[] =>
      deps.golden
        .newest()
        .filter(({ withdrawn }) => !withdrawn)
        .map((one) => summaryOf(opened(one))),
    get: (id: string, version?: number): GoldenBatch => opened(found(id, version)),
    make: async (
      id: string | null,
      plan: GoldenPlan,
      reason: string,
      ticket: Ticket,
    ): Promise<GoldenBatch> => {
      const before = id === null ? undefined : found(id);
      const members: GoldenMember[] = [];
      for (const batchId of new Set(plan.batchIds)) {
        members.push(await memberOf(batchId));
        await ticket.step();
      }
      const reference = goldenReference(plan, members);
      await ticket.step();
      const [left] = reference.left;
      const used = members.length - reference.left.length;
      if (used < leastUsed)
        throw new Refusal(
          'REFUSED',
          `Only ${used} of the batches can be used, three are needed.${left ? ` ${left.batchId}: ${left.words}.` : ''}`,
          'plan',
        );
      const kept: KeptGolden = {
        id: before?.id ?? deps.newId(),
        version: (before?.version ?? 0) + 1,
        name: plan.name,
        at: deps.now(),
        by: deps.actor(),
        reason,
        withdrawn: false,
        body: JSON.stringify(reference),
      };
      deps.recorded('golden.made', kept.id, kept.version, reason, () => deps.golden.add(kept));
      return opened(kept);
    },
    withdraw: (id: string, reason: string): boolean => {
      const newest = found(id);
      if (newest.withdrawn) return false;
      const next = {
        ...newest,
        version: newest.version + 1,
        withdrawn: true,
        at: deps.now(),
        by: deps.actor(),
        reason,
      };
      deps.recorded('golden.withdrawn', id, next.version, reason, () => deps.golden.add(next));
      return true;
    },
    against: async (id: string, batchId: BatchId): Promise<GoldenScore & { at: number }> => {
      const { reference } = opened(found(id));
      const { track } = await store.load(batchId, []);
      return { ...goldenScore(reference, track), at: deps.now() };
    },
  };
}

function opened(kept: KeptGolden): GoldenBatch {
  const read = goldenReferenceSchema.safeParse(parsed(kept.body));
  if (!read.success)
    throw new Refusal(
      'REFUSED',
      `Golden batch ${kept.name}, version ${kept.version}, was made by a newer version of this program or is damaged`,
    );
  const { id, version, name, at, by, reason, withdrawn } = kept;
  const { plan, left, simulated } = read.data;
  const batches = plan.batchIds.length - left.length;
  return { id, version, name, at, by, reason, withdrawn, batches, simulated, reference: read.data };
}

function summaryOf({
  id,
  version,
  name,
  at,
  by,
  reason,
  withdrawn,
  batches,
  simulated,
}: GoldenBatch): GoldenSummary {
  return { id, version, name, at, by, reason, withdrawn, batches, simulated };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
