import type { Database } from 'better-sqlite3';
import type { KeptVersion, WorkspacesKeep } from './workspaces-keep';

type Row = Omit<KeptVersion, 'removed'> & { readonly removed: number };

const columns = 'id, version, owner, audience, name, at, by, removed, body';

/** Layouts over an open, migrated records.db. */
export function workspacesIn(db: Database): WorkspacesKeep {
  const insert = db.prepare(
    `INSERT INTO workspace_version (${columns})
     VALUES (@id, @version, @owner, @audience, @name, @at, @by, @removed, @body)`,
  );
  const of = db.prepare<[string], Row>(
    `SELECT ${columns} FROM workspace_version WHERE id = ? ORDER BY version DESC`,
  );
  const newest = db.prepare<[], Row>(
    `SELECT ${columns} FROM workspace_version AS one
     WHERE version = (SELECT max(version) FROM workspace_version AS all_of WHERE all_of.id = one.id)
     ORDER BY name, id`,
  );
  return {
    add: (version) => void insert.run({ ...version, removed: version.removed ? 1 : 0 }),
    versions: (id) => of.all(id).map(toVersion),
    newest: () => newest.all().map(toVersion),
  };
}

const toVersion = (row: Row): KeptVersion => ({ ...row, removed: row.removed === 1 });
