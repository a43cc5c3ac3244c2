import type { Rooms } from './rooms';
import { guarded } from './who';

/** Batch records to read, to review, to print and to take away. */
export function reportVerbs({ reports }: Rooms) {
  const os = guarded.reports;
  return {
    record: os.record.handler(({ input }) => reports.record(input.batchId)),
    dispose: os.dispose.handler(({ input }) => reports.dispose(input.batchId, input.decisions)),
    print: os.print.handler(({ input }) => reports.print(input.batchId)),
    bundle: os.bundle.handler(({ input }) => reports.bundle(input.batchId)),
    progress: os.progress.handler(({ input }) => reports.progress(input.id)),
    cancel: os.cancel.handler(({ input }) => reports.cancel(input.id)),
    file: os.file.handler(({ input }) => {
      const { name, bytes } = reports.file(input.id);
      const type = name.endsWith('.pdf') ? 'application/pdf' : 'application/zip';
      return new File([new Uint8Array(bytes)], name, { type });
    }),
  };
}
