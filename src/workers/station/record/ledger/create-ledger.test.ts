import { expect, test } from 'vitest';
import { unitIdSchema } from '../../../../shared/model/identity';
import { newUnit } from '../../../../shared/model/process-unit';
import type { PersonActor } from '../../../../shared/model/actor';
import { scratchLedger } from '../testing/scratch-ledger';
import { checkLedger } from './check-ledger';

const dana: PersonActor = { kind: 'person', personId: 'p1', userId: 'dana', name: 'Dana', roles: ['technician'], sessionId: 's1' }; // prettier-ignore
const unit = newUnit(unitIdSchema.parse('R1'), '1L', false);
const subject = { type: 'unit', id: 'R1' };

async function findings(dir: string): Promise<string[]> {
  const { findings: found } = await checkLedger({ dataDir: dir, anchorFolders: [] });
  return found.map(({ words }) => words);
}

test('a change has an entry with who, before and after; a change back has another', async () => {
  const { plant, ledger, as, dir, pass } = scratchLedger();
  as(dana);
  plant.saveUnit(unit);
  pass(1000);
  ledger.write({ what: 'plant.saveUnit', subject, reason: 'Name on the door' }, () => plant.saveUnit({ ...unit, name: 'Left' })); // prettier-ignore
  plant.saveUnit({ ...unit, name: 'Left' });
  const [renamed, made, layout] = ledger.list({ limit: 10 });
  expect(renamed?.entry).toMatchObject({
    actor: dana,
    reason: 'Name on the door',
    rows: [{ table: 'unit', key: '["R1"]', before: { name: 'R1' }, after: { name: 'Left' } }],
  });
  expect(made?.entry).toMatchObject({ what: 'plant.saveUnit', subject: { type: 'unit', id: 'R1' }, rows: [{ before: null }] }); // prettier-ignore
  expect(layout?.entry.what).toBe('ledger.layout');
  expect(ledger.list({ field: 'name', limit: 10 })).toHaveLength(2);
  expect(ledger.list({ field: 'scale', limit: 10 })).toHaveLength(1);
  expect(await findings(dir)).toEqual([]);
});

test('a covered row does not change outside of the ledger, on this connection', () => {
  const { db } = scratchLedger();
  expect(() => db.exec("INSERT INTO setting VALUES ('a', '1')")).toThrow('without an entry');
  expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(0);
});

test('what is taken back has neither row nor entry, and what is nested stays true', async () => {
  const { plant, ledger, db, dir } = scratchLedger();
  const before = ledger.head();
  expect(() => ledger.write({ what: 'plant.saveUnit', subject }, () => { plant.saveUnit(unit); throw new Error('no'); })).toThrow('no'); // prettier-ignore
  expect(ledger.head()).toEqual(before);
  ledger.write({ what: 'plant.saveUnit', subject }, () => {
    plant.saveUnit(unit);
    ledger.write({ what: 'plant.saveUnit', subject }, () => plant.saveUnit({ ...unit, name: 'Inner' }));
    const savepoint = db.transaction(() => {
      ledger.write({ what: 'plant.saveUnit', subject }, () => plant.saveUnit({ ...unit, name: 'Gone' }));
      throw new Error('taken back');
    });
    expect(savepoint).toThrow('taken back');
    plant.saveUnit({ ...unit, name: 'Outer' });
  });
  const told = ledger.list({ limit: 2 }).map(({ entry }) => entry.rows.map((row) => [row.before?.['name'] ?? null, row.after?.['name']])); // prettier-ignore
  expect(told).toEqual([[['Inner', 'Outer']], [[null, 'Inner']]]);
  expect(await findings(dir)).toEqual([]);
});

test('secrets stand in entries as their hash only', () => {
  const { plant, ledger, dir } = scratchLedger();
  plant.putSealed('edge', 'hunter2 hunter2');
  plant.putSetting('shown', { a: 1 });
  const [shown, sealed] = ledger.list({ limit: 2 });
  expect(shown?.entry.rows[0]?.after).toEqual({ key: 'shown', value: '{"a":1}' });
  expect(sealed?.entry.rows[0]?.after?.['value']).toEqual({
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(dir).toBeTruthy();
});
