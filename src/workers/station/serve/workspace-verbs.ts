import type { Rooms } from './rooms';
import { guarded } from './who';

/** How screens are arranged. */
export function workspaceVerbs({ workspaces }: Pick<Rooms, 'workspaces'>) {
  const os = guarded.workspaces;
  return {
    list: os.list.handler(() => workspaces.list()),
    get: os.get.handler(({ input }) => workspaces.get(input.id)),
    versions: os.versions.handler(({ input }) => workspaces.versions(input.id)),
    version: os.version.handler(({ input }) => workspaces.version(input.id, input.version)),
    save: os.save.handler(({ input }) => workspaces.save(input)),
    share: os.share.handler(({ input }) => workspaces.share(input)),
    remove: os.remove.handler(({ input }) => ({ removed: workspaces.remove(input.id, 'own') })),
    withdraw: os.withdraw.handler(({ input }) => ({ removed: workspaces.remove(input.id, 'shared') })),
  };
}
