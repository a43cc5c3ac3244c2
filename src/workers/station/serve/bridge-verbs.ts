import type { Rooms } from './rooms';
import { guarded } from './who';

/** Ways out to brokers. */
export function bridgeVerbs({ bridges }: Rooms) {
  const os = guarded.bridges;
  return {
    list: os.list.handler(() => bridges.list()),
    save: os.save.handler(({ input: { secrets, ...bridge } }) => bridges.save(bridge, secrets)),
    remove: os.remove.handler(({ input }) => ({ removed: bridges.remove(input.id) })),
    test: os.test.handler(({ input: { secrets, ...bridge } }) => bridges.test(bridge, secrets)),
  };
}
