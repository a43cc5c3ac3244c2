import type { Rooms } from './rooms';
import { guarded } from './who';

/** Deviations, CAPA, changes, training and procedures. */
export function qualityVerbs({ quality }: Rooms) {
  const os = guarded.quality;
  return {
    list: os.list.handler(({ input }) => quality.list(input)),
    get: os.get.handler(({ input }) => quality.get(input.id)),
    names: os.names.handler(() => quality.names()),
    open: os.open.handler(({ input }) => quality.open(input)),
    write: os.write.handler(({ input }) =>
      quality.write(input.id, input.version, input.values, input.reason),
    ),
    step: os.step.handler(({ input }) =>
      quality.step(input.id, input.version, input.step, input.reason, input.values),
    ),
    withdraw: os.withdraw.handler(({ input }) => quality.withdraw(input.id, input.version, input.reason)),
    excluded: os.excluded.handler(() => [...quality.excluded()]),
  };
}
