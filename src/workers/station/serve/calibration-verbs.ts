import type { Rooms } from './rooms';
import { guarded } from './who';

/** Calibrating at the station. */
export function calibrationVerbs({ calibrations }: Rooms) {
  const os = guarded.calibrations;
  return {
    probes: os.probes.handler(() => calibrations.probes()),
    runs: os.runs.handler(() => calibrations.runs()),
    run: os.run.handler(({ input }) => calibrations.run(input.id)),
    begin: os.begin.handler(({ input }) => calibrations.begin(input)),
    measure: os.measure.handler(({ input: { id, ...asked } }) => calibrations.measure(id, asked)),
    take: os.take.handler(({ input }) => calibrations.take(input.id, input.index, input.anyway)),
    refer: os.refer.handler(({ input }) => calibrations.refer(input.id, input.index, input.reference)),
    redo: os.redo.handler(({ input }) => calibrations.redo(input.id, input.index)),
    result: os.result.handler(({ input }) => calibrations.result(input.id, input.finish)),
    keep: os.keep.handler(({ input }) => calibrations.keep(input.id, input.finish, input.answers)),
    abort: os.abort.handler(async ({ input }) => ({
      aborted: await calibrations.abort(input.id, input.reason),
    })),
    applied: os.applied.handler(({ input }) => calibrations.applied(input.channelId)),
    compare: os.compare.handler(({ input }) => calibrations.compare(input.channelId, input.minutes)),
    certificate: os.certificate.handler(async ({ input }) => {
      const { name, bytes } = await calibrations.certificate(input.recordId);
      return new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });
    }),
  };
}
