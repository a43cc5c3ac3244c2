import type { Migration } from '../file/migrate';

/**
 * Persons, their accounts and the roles they hold. A person has one account that is not disabled; user ids, their
 * folded forms and how they look are unique for ever. Nothing here is removed.
 */
export const people008: Migration = {
  version: 8,
  sql: `
    CREATE TABLE person (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      folded_name TEXT NOT NULL UNIQUE,
      demo INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE account (
      user_id TEXT PRIMARY KEY,
      folded TEXT NOT NULL UNIQUE,
      skeleton TEXT NOT NULL UNIQUE,
      person_id TEXT NOT NULL REFERENCES person (id),
      state TEXT NOT NULL CHECK (state IN
        ('invited', 'identity-verified', 'attested', 'active', 'locked', 'disabled')),
      password_hash TEXT,
      password_set_at INTEGER,
      secret_hash TEXT,
      invited_until INTEGER,
      totp_sealed BLOB,
      totp_proved INTEGER NOT NULL DEFAULT 0,
      totp_last_step INTEGER,
      failures INTEGER NOT NULL DEFAULT 0,
      locked_at INTEGER,
      verified_by TEXT,
      verified_how TEXT,
      verified_at INTEGER,
      attested_at INTEGER,
      last_sign_in_at INTEGER,
      notice TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX account_of_person ON account (person_id) WHERE state <> 'disabled';
    CREATE TRIGGER account_stays_disabled BEFORE UPDATE ON account WHEN OLD.state = 'disabled'
      BEGIN SELECT RAISE(ABORT, 'a disabled account never changes'); END;
    CREATE TRIGGER account_never_goes BEFORE DELETE ON account
      BEGIN SELECT RAISE(ABORT, 'accounts are disabled, never removed'); END;
    CREATE TRIGGER person_never_goes BEFORE DELETE ON person
      BEGIN SELECT RAISE(ABORT, 'people are never removed'); END;
    CREATE TABLE role_grant (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      person_id TEXT NOT NULL REFERENCES person (id),
      role TEXT NOT NULL,
      unit_id TEXT,
      from_at INTEGER NOT NULL,
      until_at INTEGER,
      ended_at INTEGER
    ) STRICT;
    CREATE TABLE access_review (
      id TEXT PRIMARY KEY,
      made_at INTEGER NOT NULL,
      made_by TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER review_never_changes BEFORE UPDATE ON access_review
      BEGIN SELECT RAISE(ABORT, 'access reviews are append-only'); END;
    CREATE TRIGGER review_never_goes BEFORE DELETE ON access_review
      BEGIN SELECT RAISE(ABORT, 'access reviews are append-only'); END;
    CREATE INDEX grants_of_person ON role_grant (person_id);
    CREATE TRIGGER grant_never_goes BEFORE DELETE ON role_grant
      BEGIN SELECT RAISE(ABORT, 'roles are ended, never removed'); END;
  `,
};
