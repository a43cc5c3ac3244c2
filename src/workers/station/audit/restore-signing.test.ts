import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unitIdSchema } from '../../../shared/model/identity';
import { newUnit } from '../../../shared/model/process-unit';
import type { Signature } from '../../../shared/model/signature';
import { scratchLedger } from '../record/testing/scratch-ledger';
import { restoreIdOf } from './restore-id';
import { restoreKind, restoreType } from './restore-signing';

function signature(id: string, personId: string, role: string, restoreId: string): Signature {
  return {
    v: 1,
    id,
    subject: { type: restoreType, id: restoreId, version: 1, contentHash: 'a'.repeat(64) },
    meaning: 'REST',
    words: 'Restore declared',
    personId,
    userId: personId,
    name: personId,
    role,
    reason: 'The disk failed',
    at: 1,
    local: '',
    zone: 'UTC',
    clockTrusted: true,
    stationId: 's',
    sessionId: 's',
    components: ['user-id', 'password'],
    ledger: { seq: 0, hash: '0'.repeat(64) },
    keyId: 'k',
    value: '',
  };
}

test('T04: an administrator and a QA approver, two people, declare a restore together', () => {
  const first = scratchLedger();
  const { dir } = first;
  first.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(dir, 'records.db'), join(dir, 'older.db'));
  first.plant.saveUnit(newUnit(unitIdSchema.parse('R1'), '1L', false));
  first.ledger.anchor('interval');
  first.close();
  renameSync(join(dir, 'older.db'), join(dir, 'records.db'));
  const { ledger } = scratchLedger({ dir, at: Date.UTC(2026, 0, 6) });
  const id = restoreIdOf(ledger.trouble()) ?? '';
  const given: Signature[] = [];
  const kind = restoreKind(ledger, () => given);
  const sign = (name: string, personId: string, role: string): void => {
    const made = signature(name, personId, role, id);
    kind.signed(made);
    given.push(made);
  };
  expect(kind.find('another')).toBeUndefined();
  expect(kind.find(id)).toMatchObject({ version: 1, open: ['REST'], people: [] });
  sign('1', 'ada', 'administrator');
  expect(kind.find(id)?.people).toEqual(['ada']);
  sign('2', 'ada', 'qa-approver');
  expect(ledger.trouble()).not.toBeNull();
  sign('3', 'quinn', 'qa-approver');
  expect(ledger.trouble()).toBeNull();
  expect(ledger.list({ limit: 1 })[0]?.entry).toMatchObject({
    what: 'ledger.restore',
    reason: 'The disk failed',
    facts: { signatures: ['1', '2', '3'] },
  });
});
