import type { BatchId } from '../../../shared/model/identity';
import type { Ticket } from './tickets';
import type { LoadedBatch, TrackStore } from './track-store';

/** So many are read ahead: history has threads of its own, which read while the last one is worked out here. */
const readAhead = 3;

/** Batches in the order asked for, a step of the ticket each. */
export async function loadInTurn(
  store: TrackStore,
  ids: readonly BatchId[],
  tags: readonly string[],
  ticket: Ticket,
): Promise<LoadedBatch[]> {
  const under: Promise<LoadedBatch>[] = [];
  const begin = (id: BatchId | undefined): void => {
    if (id === undefined) return;
    const load = store.load(id, tags);
    // Awaited in its turn; given up before that, its failure is nobody's.
    load.catch(() => undefined);
    under.push(load);
  };
  for (const id of ids.slice(0, readAhead)) begin(id);
  const loaded: LoadedBatch[] = [];
  for (let k = 0; k < ids.length; k += 1) {
    const next = await under[k];
    if (next) loaded.push(next);
    begin(ids[k + readAhead]);
    await ticket.step();
  }
  return loaded;
}
