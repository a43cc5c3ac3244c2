import type { Rooms } from './rooms';
import { guarded } from './who';

/** Tables of others brought in as history. */
export function tableVerbs({ tables }: Rooms) {
  const os = guarded.tables;
  return {
    upload: os.upload.handler(async ({ input }) =>
      tables.upload(input.name, input.offset, await input.piece.arrayBuffer()),
    ),
    inspect: os.inspect.handler(({ input }) => tables.inspect(input.path, input.structure)),
    preview: os.preview.handler(({ input }) => tables.preview(input.path, input.map, input.target)),
    check: os.check.handler(({ input }) => tables.check({ ...input, leaveOutBadRows: false })),
    start: os.start.handler(({ input }) => tables.start(input)),
    progress: os.progress.handler(() => tables.progress()),
    cancel: os.cancel.handler(() => tables.cancel()),
  };
}
