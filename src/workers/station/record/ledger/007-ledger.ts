import type { Migration } from '../file/migrate';

/**
 * The audit ledger: canonical JSON of each entry with its hash and signature, and columns to search by that are worked
 * out from it. The triggers guard against our own faults; what an attacker does is found by hash, signature, replay and
 * anchors.
 */
export const ledger007: Migration = {
  version: 7,
  sql: `
    CREATE TABLE ledger_key (
      id TEXT NOT NULL PRIMARY KEY,
      public_pem TEXT NOT NULL,
      since INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE ledger (
      seq INTEGER PRIMARY KEY,
      body TEXT NOT NULL,
      hash TEXT NOT NULL,
      signature TEXT NOT NULL,
      key_id TEXT NOT NULL REFERENCES ledger_key (id),
      at INTEGER GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL,
      what TEXT GENERATED ALWAYS AS (json_extract(body, '$.what')) VIRTUAL,
      actor TEXT GENERATED ALWAYS AS (coalesce(json_extract(body, '$.actor.personId'),
        json_extract(body, '$.actor.name'), json_extract(body, '$.actor.kind'))) VIRTUAL,
      subject_type TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject.type')) VIRTUAL,
      subject_id TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject.id')) VIRTUAL
    ) STRICT;
    CREATE INDEX ledger_by_time ON ledger (at);
    CREATE INDEX ledger_by_what ON ledger (what, seq);
    CREATE INDEX ledger_by_actor ON ledger (actor, seq);
    CREATE INDEX ledger_by_subject ON ledger (subject_type, subject_id, seq);
    CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_never_goes BEFORE DELETE ON ledger
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_key_never_changes BEFORE UPDATE ON ledger_key
      BEGIN SELECT RAISE(ABORT, 'keys of the ledger are append-only'); END;
    CREATE TRIGGER ledger_key_never_goes BEFORE DELETE ON ledger_key
      BEGIN SELECT RAISE(ABORT, 'keys of the ledger are append-only'); END;
  `,
};
