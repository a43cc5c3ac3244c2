import type { Database } from 'better-sqlite3';
import { StoreRefusal } from '../store-refusal';

/** What the two files of a folder turned out to be to each other. */
export type Pairing = 'paired' | 'history-is-new';

/**
 * Makes sure that both files were made together. Series numbers live in records.db alone: with another records.db every
 * channel would show its neighbour's past.
 * @param mode `look` writes nothing
 * @throws StoreRefusal where the history belongs to other records
 */
export function pairFiles(
  historian: Database,
  stationId: string,
  channels: number,
  mode: 'note' | 'look' = 'note',
): Pairing {
  const known = historian
    .prepare<[], string>("SELECT value FROM meta WHERE key = 'station_id'")
    .pluck()
    .get();
  const samples =
    historian.prepare('SELECT 1 FROM journal UNION ALL SELECT 1 FROM chunk LIMIT 1').get() !== undefined;
  if (known === undefined ? samples && channels === 0 : known !== stationId)
    throw new StoreRefusal(
      'foreign',
      'historian.db and records.db of this folder do not belong together: one of them was removed or replaced.',
      'Put both back from the same moment, or move both away and start with an empty folder.',
    );
  if (mode === 'look') return 'paired';
  historian
    .prepare("INSERT INTO meta (key, value) VALUES ('station_id', ?) ON CONFLICT (key) DO NOTHING")
    .run(stationId);
  return known === undefined && !samples && channels > 0 ? 'history-is-new' : 'paired';
}
