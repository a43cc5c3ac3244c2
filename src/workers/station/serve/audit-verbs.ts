import type { Rooms } from './rooms';
import { guarded } from './who';

/** The audit ledger. */
export function auditVerbs({ audit }: Rooms) {
  const os = guarded.audit;
  return {
    list: os.list.handler(({ input }) => audit.list(input)),
    status: os.status.handler(() => audit.status()),
    verify: os.verify.handler(() => audit.verify()),
    export: os.export.handler(({ input }) => audit.export(input.fromSeq, input.limit)),
    anchor: os.anchor.handler(() => audit.anchor()),
    saveAnchorPlaces: os.saveAnchorPlaces.handler(({ input }) =>
      audit.saveAnchorPlaces(input.folders, input.reason),
    ),
    confirmClock: os.confirmClock.handler(({ input }) => audit.confirmClock(input.reason)),
    changeKey: os.changeKey.handler(({ input }) => audit.changeKey(input.reason)),
    replaceLostKey: os.replaceLostKey.handler(({ input }) => audit.replaceLostKey(input.reason)),
    declareRestore: os.declareRestore.handler(({ input }) => audit.declareRestore(input.reason)),
  };
}
