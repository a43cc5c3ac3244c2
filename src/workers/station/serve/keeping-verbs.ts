import type { Rooms } from './rooms';
import { guarded } from './who';

/** The files of the store. */
export function keepingVerbs({ keeping }: Rooms) {
  const os = guarded.keeping;
  return {
    status: os.status.handler(() => keeping.status()),
    saveSettings: os.saveSettings.handler(({ input }) => keeping.saveSettings(input)),
    verify: os.verify.handler(({ input }) => keeping.verify(input.place)),
    backup: os.backup.handler(() => keeping.backup()),
    archive: os.archive.handler(({ input }) => keeping.archive(input.upToYear)),
    removeRaw: os.removeRaw.handler(({ input }) => keeping.removeRaw(input.reason)),
    keepBatch: os.keepBatch.handler(({ input }) => keeping.keepBatch(input.id, input.keep)),
    compact: os.compact.handler(({ input }) => keeping.compact(input.wanted)),
    cancel: os.cancel.handler(() => keeping.cancel()),
  };
}
