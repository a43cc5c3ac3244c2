import type { Rooms } from './rooms';
import { guarded } from './who';

/** History written to files. */
export function exportVerbs({ exports }: Rooms) {
  const os = guarded.exports;
  return {
    estimate: os.estimate.handler(({ input }) => exports.estimate(input)),
    start: os.start.handler(({ input }) => exports.start(input)),
    progress: os.progress.handler(({ input }) => exports.job(input.id)),
    list: os.list.handler(() => [...exports.list()]),
    manifest: os.manifest.handler(({ input }) => exports.manifest(input.id)),
    cancel: os.cancel.handler(({ input }) => exports.cancel(input.id)),
    remove: os.remove.handler(async ({ input }) => ({ removed: await exports.remove(input.id) })),
  };
}
