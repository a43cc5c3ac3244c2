import type { Rooms } from './rooms';
import { guarded } from './who';

/** How edits are tied to change control. */
export function changeControlVerbs({ changeControl }: Pick<Rooms, 'changeControl'>) {
  const os = guarded.changeControl;
  return {
    status: os.status.handler(() => changeControl.status()),
    save: os.save.handler(({ input }) => changeControl.save(input.mode, input.reason)),
    declare: os.declare.handler(({ input }) => changeControl.declare(input)),
  };
}
