import type { Rooms } from './rooms';
import { guarded } from './who';

/** What a laptop reads at a vessel, and what is merged of it. */
export function fieldVerbs({ field }: Pick<Rooms, 'field'>) {
  const os = guarded.field;
  return {
    status: os.status.handler(() => field.status()),
    start: os.start.handler(({ input }) => field.start(input)),
    stop: os.stop.handler(() => field.finish()),
    note: os.note.handler(async ({ input }) => {
      await field.note(input.words);
      return { ok: true };
    }),
    setClock: os.setClock.handler(({ input }) =>
      field.setClock(input.plantTime, input.uncertaintyMs, input.how),
    ),
    files: os.files.handler(() => field.files()),
    read: os.read.handler(async ({ input }) => {
      const { bytes, piece } = await field.read(input.file, input.offset);
      return { bytes, piece: new Blob([piece], { type: 'application/octet-stream' }) };
    }),
    upload: os.upload.handler(async ({ input }) =>
      field.upload(input.name, input.offset, await input.piece.arrayBuffer()),
    ),
    check: os.check.handler(({ input }) => field.check(input)),
    merge: os.merge.handler(({ input }) => field.merge(input)),
    job: os.job.handler(() => field.job()),
    cancel: os.cancel.handler(() => field.cancel()),
    merges: os.merges.handler(() => field.merges()),
  };
}
