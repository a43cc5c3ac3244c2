import type { Rooms } from './rooms';
import { guarded } from './who';

/** Edge stores, and what is filled from them. */
export function backfillVerbs({ backfill }: Rooms) {
  const os = guarded.backfill;
  return {
    stores: os.stores.handler(() => backfill.stores()),
    saveStore: os.saveStore.handler(({ input: { secret, ...store } }) => backfill.save(store, secret)),
    removeStore: os.removeStore.handler(({ input }) => ({ removed: backfill.remove(input.id) })),
    testStore: os.testStore.handler(({ input: { secret, ...store } }) => backfill.test(store, secret)),
    preview: os.preview.handler(({ input: { secret, ...store } }) => backfill.preview(store, secret)),
    run: os.run.handler(({ input }) => backfill.run(input)),
    file: os.file.handler(({ input }) => backfill.file(input.path)),
    cancel: os.cancel.handler(() => ({ cancelled: backfill.cancel() })),
    progress: os.progress.handler(() => backfill.progress()),
  };
}
