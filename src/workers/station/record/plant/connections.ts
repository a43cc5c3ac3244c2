import type { Database } from 'better-sqlite3';
import {
  channelMappingSchema,
  connectionSchema,
  type ChannelMapping,
  type Connection,
} from '../../../../shared/model/connection';
import { Refusal } from '../../../../shared/model/refusal';
import type { Log } from '../../../log';
import type { MappingKey, PlantStore } from './plant-store';
import { seal, unseal } from './sealed-secret';

type Connections = Pick<PlantStore, 'listConnections' | 'saveConnection' | 'removeConnection'>;
type Secrets = Pick<PlantStore, 'putSecret' | 'getSecret' | 'removeSecret' | 'hasSecret'>;
type Mappings = Pick<PlantStore, 'listMappings' | 'saveMapping' | 'removeMapping'>;

/** Connections in records.db, as checked JSON. */
export function connectionsIn(db: Database, log: Log): Connections {
  const list = db.prepare<[], { id: string; body: string }>('SELECT id, body FROM connection ORDER BY id');
  const save = db.prepare<[string, string]>(
    'INSERT INTO connection (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const remove = db.prepare<[string]>('DELETE FROM connection WHERE id = ?');

  /** One unreadable connection must not keep the others from running. */
  const read = (row: { id: string; body: string }): Connection[] => {
    const checked = connectionSchema.safeParse(jsonOrNull(row.body));
    if (checked.success) return [checked.data];
    log('error', 'A stored connection cannot be read and is left out', { connection: row.id });
    return [];
  };

  return {
    listConnections: () => list.all().flatMap(read),
    saveConnection: (connection) => {
      save.run(connection.id, JSON.stringify(connectionSchema.parse(connection)));
    },
    removeConnection: (id) => remove.run(id).changes > 0,
  };
}

/** Secrets in records.db, sealed under the master key for their connection and name alone. */
export function secretsIn(db: Database, key: Buffer): Secrets {
  const put = db.prepare<[string, string, Buffer]>(
    `INSERT INTO secret (connection_id, name, sealed) VALUES (?, ?, ?)
     ON CONFLICT (connection_id, name) DO UPDATE SET sealed = excluded.sealed`,
  );
  const get = db
    .prepare<[string, string], Buffer>('SELECT sealed FROM secret WHERE connection_id = ? AND name = ?')
    .pluck();
  const remove = db.prepare<[string, string]>('DELETE FROM secret WHERE connection_id = ? AND name = ?');
  return {
    putSecret: (id, name, secret) => {
      put.run(id, name, seal(secret, `${id}/${name}`, key));
    },
    getSecret: (id, name) => {
      const sealed = get.get(id, name);
      return sealed && unseal(sealed, `${id}/${name}`, key);
    },
    removeSecret: (id, name) => remove.run(id, name).changes > 0,
    hasSecret: (id, name) => get.get(id, name) !== undefined,
  };
}

/** Hand-made mappings in records.db. */
export function mappingsIn(db: Database): Mappings {
  const list = db.prepare<[string | null], ChannelMapping>(
    `SELECT connection_id AS connectionId, unit_key AS unitKey, tag, channel_id AS channelId FROM mapping
     WHERE connection_id = coalesce(?, connection_id) ORDER BY connection_id, unit_key, tag`,
  );
  const save = db.prepare<[ChannelMapping]>(
    `INSERT INTO mapping (connection_id, unit_key, tag, channel_id) VALUES (@connectionId, @unitKey, @tag, @channelId)
     ON CONFLICT (connection_id, unit_key, tag) DO UPDATE SET channel_id = excluded.channel_id`,
  );
  const remove = db.prepare<[MappingKey]>(
    'DELETE FROM mapping WHERE connection_id = @connectionId AND unit_key = @unitKey AND tag = @tag',
  );
  return {
    listMappings: (id) => list.all(id ?? null).map((row) => channelMappingSchema.parse(row)),
    saveMapping: (mapping) => {
      try {
        save.run(mapping);
      } catch (error) {
        if (isForeignKey(error))
          throw new Refusal('NOT_FOUND', 'That connection or channel does not exist', 'channelId');
        throw error;
      }
    },
    removeMapping: (key) => remove.run(key).changes > 0,
  };
}

function isForeignKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
