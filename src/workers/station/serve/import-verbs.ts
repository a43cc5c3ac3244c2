import type { Rooms } from './rooms';
import { guarded } from './who';

/** Campaigns of simulated batches, from a folder on the station's disk. */
export function importVerbs({ imports }: Rooms) {
  const os = guarded.imports;
  return {
    campaign: os.campaign.handler(({ input }) => imports.begin(input.path)),
    progress: os.progress.handler(() => imports.progress()),
    cancel: os.cancel.handler(() => imports.cancel()),
  };
}
