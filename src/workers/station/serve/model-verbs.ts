import type { Rooms } from './rooms';
import { guarded } from './who';

/** Versions of models and what is done with them. */
export function modelVerbs({ models }: Rooms) {
  const { registry } = models;
  const os = guarded.models;
  return {
    list: os.list.handler(() => ({ models: registry.list(), rule: registry.rule() })),
    get: os.get.handler(({ input }) => registry.get(input)),
    report: os.report.handler(({ input }) => registry.report(input)),
    promote: os.promote.handler(({ input }) => registry.promote(input, input.reason)),
    shadow: os.shadow.handler(({ input }) => registry.shadow(input, input.reason)),
    rollback: os.rollback.handler(({ input }) => registry.rollback(input, input.reason)),
    retire: os.retire.handler(({ input }) => registry.retire(input, input.reason)),
    compare: os.compare.handler(({ input }) =>
      models.compare(registry.get(input.a).model, registry.get(input.b).model),
    ),
    rule: os.rule.handler(({ input }) => registry.setRule(input)),
    importTrees: os.importTrees.handler(({ input }) => models.importTrees(input)),
    inUse: os.inUse.handler(() => registry.inUse()),
  };
}
