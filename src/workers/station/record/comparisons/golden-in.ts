import type { Database } from 'better-sqlite3';
import type { GoldenKeep, KeptGolden } from './golden-keep';

type Row = Omit<KeptGolden, 'withdrawn'> & { readonly withdrawn: number };

const columns = 'id, version, name, at, by, reason, withdrawn, body';

/** Golden batches over an open, migrated records.db. */
export function goldenIn(db: Database): GoldenKeep {
  const insert = db.prepare(
    `INSERT INTO golden_version (${columns})
     VALUES (@id, @version, @name, @at, @by, @reason, @withdrawn, @body)`,
  );
  const of = db.prepare<[string], Row>(
    `SELECT ${columns} FROM golden_version WHERE id = ? ORDER BY version DESC`,
  );
  const newest = db.prepare<[], Row>(
    `SELECT ${columns} FROM golden_version AS one
     WHERE version = (SELECT max(version) FROM golden_version AS all_of WHERE all_of.id = one.id)
     ORDER BY name, id`,
  );
  return {
    add: (version) => void insert.run({ ...version, withdrawn: version.withdrawn ? 1 : 0 }),
    versions: (id) => of.all(id).map(toVersion),
    newest: () => newest.all().map(toVersion),
  };
}

const toVersion = (row: Row): KeptGolden => ({ ...row, withdrawn: row.withdrawn === 1 });
