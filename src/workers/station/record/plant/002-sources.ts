import type { Migration } from '../file/migrate';

/** Where readings come from. Secrets are ciphertext; what belongs to a connection goes with it. */
export const sources002: Migration = {
  version: 2,
  sql: `
    CREATE TABLE connection (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT;
    CREATE TABLE secret (
      connection_id TEXT NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (connection_id, name)
    ) STRICT;
    CREATE TABLE mapping (
      connection_id TEXT NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
      unit_key TEXT NOT NULL,
      tag TEXT NOT NULL,
      channel_id TEXT NOT NULL REFERENCES channel (id),
      PRIMARY KEY (connection_id, unit_key, tag)
    ) STRICT;
  `,
};
