import type { Rooms } from './rooms';
import { guarded } from './who';

const asBody = (data: ArrayBuffer): Blob => new Blob([data], { type: 'application/octet-stream' });

/** Batches beside one another. */
export function comparisonVerbs({ comparisons }: Pick<Rooms, 'comparisons'>) {
  const os = guarded.comparisons;
  return {
    facts: os.facts.handler(() => comparisons.facts()),
    overlay: os.overlay.handler(async ({ input: { ticket, ...asked } }) => {
      const { head, data } = await comparisons.overlay(asked, ticket);
      return { head, data: asBody(data) };
    }),
    progress: os.progress.handler(({ input }) => comparisons.progress(input.ticket)),
    cancel: os.cancel.handler(({ input }) => ({ cancelled: comparisons.cancel(input.ticket) })),
    cv: os.cv.handler(async ({ input }) => {
      const { left, ...answer } = await comparisons.cv(input.batchIds, input.ticket);
      return { ...answer, left: [...left] };
    }),
    goldens: os.goldens.handler(() => comparisons.goldens()),
    golden: os.golden.handler(({ input }) => comparisons.golden(input.id, input.version)),
    makeGolden: os.makeGolden.handler(({ input: { id, plan, reason, ticket } }) =>
      comparisons.makeGolden(id, plan, reason, ticket),
    ),
    withdrawGolden: os.withdrawGolden.handler(({ input }) => ({
      withdrawn: comparisons.withdrawGolden(input.id, input.reason),
    })),
    against: os.against.handler(({ input }) => comparisons.against(input.id, input.batchId)),
  };
}

/** A finished batch over again. */
export function replayVerbs({ replays }: Pick<Rooms, 'replays'>) {
  const os = guarded.replays;
  return {
    samples: os.samples.handler(({ input: { batchId, from, to, stepMs } }) =>
      replays.samples(batchId, from, to, stepMs),
    ),
    state: os.state.handler(({ input }) => replays.state(input.batchId, input.at)),
  };
}
