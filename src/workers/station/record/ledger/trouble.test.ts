import { spawnSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unitIdSchema } from '../../../../shared/model/identity';
import { newUnit } from '../../../../shared/model/process-unit';
import { masterKey } from '../plant/sealed-secret';
import { scratchFolder } from '../testing/scratch-folder';
import { scratchLedger } from '../testing/scratch-ledger';
import { checkLedger } from './check-ledger';

const unit = newUnit(unitIdSchema.parse('R1'), '1L', false);
const tool = join(import.meta.dirname, '../../../../../tools/bt-verify.mjs');
const event = { at: 5, severity: 'info', kind: 'k', unitId: null, words: 'Recording goes on' } as const;

const sound = async (dir: string, anchorFolders: string[] = []): Promise<string[]> =>
  (await checkLedger({ dataDir: dir, anchorFolders })).findings.map(({ words }) => words);

/** A folder whose records.db was put back to before its last change, with its anchors outside. */
async function putBack(wipe = false): Promise<{ dir: string; outside: string }> {
  const outside = scratchFolder();
  const first = scratchLedger({ anchorFolders: [outside] });
  const { dir, plant, ledger, db } = first;
  plant.saveUnit(unit);
  db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(dir, 'records.db'), join(dir, 'older.db'));
  plant.saveUnit({ ...unit, name: 'Lost' });
  plant.saveUnit({ ...unit, name: 'Lost as well' });
  ledger.anchor('interval');
  await ledger.anchorsWritten();
  if (wipe) db.exec('DROP TRIGGER ledger_never_goes; DROP TRIGGER ledger_key_never_goes; DELETE FROM ledger; DELETE FROM ledger_key'); // prettier-ignore
  first.close();
  if (!wipe) renameSync(join(dir, 'older.db'), join(dir, 'records.db'));
  return { dir, outside };
}

test('T04: an older file is not taken up as if nothing had happened; a declared restore says what is lost', async () => {
  const { dir, outside } = await putBack();
  const again = scratchLedger({ dir, anchorFolders: [outside], at: Date.UTC(2026, 0, 6) });
  const { plant, ledger } = again;
  expect(ledger.trouble()?.words).toMatch(
    /older than its anchors: the ledger ended at entry 5 .* now ends at 3/,
  );
  expect(() => plant.saveUnit({ ...unit, name: 'Now' })).toThrow('older than its anchors');
  expect(plant.listUnits()).toEqual([unit]);
  expect(plant.appendEvent(event)).toMatchObject(event);
  expect(() => plant.saveUnit(unit)).not.toThrow();
  ledger.declareRestore('The disk failed on Monday', { signatures: ['a', 'b'] });
  const [restore] = ledger.list({ limit: 1 });
  expect(restore?.entry).toMatchObject({ what: 'ledger.restore', reason: 'The disk failed on Monday', facts: { restoredTo: 3, lostTo: 5 } }); // prettier-ignore
  plant.saveUnit({ ...unit, name: 'Now' });
  expect(ledger.trouble()).toBeNull();
  await ledger.anchorsWritten();
  again.close();
  const later = scratchLedger({ dir, anchorFolders: [outside], at: Date.UTC(2026, 0, 7) });
  expect(later.ledger.trouble()).toBeNull();
  later.close();
  expect(await sound(dir, [outside])).toEqual([]);
  const { stdout, status } = spawnSync(process.execPath, [tool, dir, '--anchors', outside], {
    encoding: 'utf8',
  });
  expect([stdout, status]).toEqual([expect.stringContaining('note: Entry 4 declares a restore'), 0]);
});

test('a ledger that was wiped is no new one: the anchors outside still hold it', async () => {
  const { dir, outside } = await putBack(true);
  rmSync(join(dir, 'anchors'), { recursive: true });
  const { ledger, plant } = scratchLedger({ dir, anchorFolders: [outside], at: Date.UTC(2026, 0, 6) });
  expect(ledger.trouble()?.kind).toBe('older-file');
  expect(() => plant.saveUnit({ ...unit, name: 'Now' })).toThrow('older than its anchors');
  ledger.declareRestore('Wiped by hand, found out');
  expect(ledger.list({ limit: 9 }).map(({ entry }) => entry.what)).toEqual(['ledger.restore', 'ledger.layout', 'ledger.begin']); // prettier-ignore
});

test.each(['missing', 'closed'] as const)(
  'a key that is %s is told and never replaced unasked',
  async (how) => {
    const first = scratchLedger();
    const { dir } = first;
    first.plant.saveUnit(unit);
    first.close();
    if (how === 'missing') rmSync(join(dir, 'keys'), { recursive: true });
    const at = Date.UTC(2026, 0, 6);
    const other = scratchLedger(
      how === 'missing' ? { dir, at } : { dir, at, key: masterKey('cd'.repeat(32)) },
    );
    expect(other.ledger.trouble()?.kind).toBe(`key-${how}`);
    expect(() => other.plant.saveUnit({ ...unit, name: 'No' })).toThrow('signing key of this station is');
    expect(() => other.ledger.note({ what: 'station.start', subject: { type: 'station', id: 's' } })).toThrow('signing key'); // prettier-ignore
    expect(() => other.ledger.anchor('asked')).toThrow('no signing key');
    expect(other.plant.appendEvent(event)).toMatchObject(event);
    other.ledger.replaceLostKey('The disk with the key is gone');
    other.plant.saveUnit({ ...unit, name: 'Yes' });
    other.close();
    expect((await sound(dir)).join()).toContain('a key signs that the one before did not introduce');
  },
);

test('a new key is introduced by the old one; old entries stay valid and new ones carry its name', async () => {
  const first = scratchLedger();
  const { dir, ledger, plant } = first;
  const [old] = ledger.keys();
  ledger.changeKey('Once a year');
  plant.saveUnit(unit);
  const [saved, changed] = ledger.list({ limit: 2 });
  expect([changed?.keyId, saved?.keyId]).toEqual([old?.keyId, ledger.keys()[1]?.keyId]);
  first.close();
  const again = scratchLedger({ dir, at: Date.UTC(2026, 0, 6) });
  expect(again.ledger.trouble()).toBeNull();
  again.plant.saveUnit({ ...unit, name: 'Again' });
  again.close();
  expect(await sound(dir)).toEqual([]);
});

test('T12: a step of the clock has an entry with both readings, and the mark stays until a person confirms', () => {
  const { ledger, plant, setClock, pass } = scratchLedger();
  pass(600_000);
  ledger.tick();
  expect(ledger.clockTrusted()).toBe(true);
  setClock(-172_800_000);
  plant.saveUnit(unit);
  setClock(172_800_000);
  pass(1500);
  ledger.tick();
  plant.saveUnit({ ...unit, name: 'After' });
  const told = ledger.list({ limit: 4 }).toReversed();
  expect(told.map(({ entry }) => [entry.what, entry.clockTrusted, entry.facts['stepMs']])).toEqual([
    ['clock.step', false, -172_800_000],
    ['plant.saveUnit', false, undefined],
    ['clock.step', false, 172_800_000],
    ['plant.saveUnit', false, undefined],
  ]);
  expect(told[0]?.entry.facts).toMatchObject({ shown: told[1]?.entry.at, expected: (told[1]?.entry.at ?? 0) + 172_800_000 }); // prettier-ignore
  expect(told.map(({ entry }) => entry.monotonicMs)).toEqual([600_000, 600_000, 601_500, 601_500]);
  ledger.confirmClock('Compared with the wall clock');
  expect(ledger.clockTrusted()).toBe(true);
  expect(ledger.list({ limit: 1 })[0]?.entry).toMatchObject({ what: 'clock.confirmed', clockTrusted: true });
});

test('T12: a start before the newest entry is a step as well, a slow drift is none', () => {
  const first = scratchLedger();
  first.plant.saveUnit(unit);
  first.close();
  const { ledger, setClock, pass } = scratchLedger({ dir: first.dir, at: Date.UTC(2026, 0, 1) });
  ledger.tick();
  expect(ledger.list({ limit: 1 })[0]?.entry).toMatchObject({
    what: 'clock.step',
    facts: { stepMs: -374_400_000 },
  });
  ledger.confirmClock('Set right');
  for (let minute = 0; minute < 100; minute += 1) {
    pass(60_000);
    setClock(500);
    ledger.tick();
  }
  expect(ledger.clockTrusted()).toBe(true);
});

test('T19: where the ledger takes no entry nothing is changed, and what is not covered goes on', () => {
  const { db, plant, ledger } = scratchLedger();
  db.exec(
    "CREATE TRIGGER broken BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is full'); END",
  );
  const refused = expect.objectContaining({
    code: 'UNAVAILABLE',
    words: expect.stringContaining('takes no entry'),
  });
  expect(() => plant.saveUnit(unit)).toThrow(refused);
  expect(() => ledger.note({ what: 'session.refused', subject: { type: 'session', id: 's' } })).toThrow(
    refused,
  );
  expect(plant.listUnits()).toEqual([]);
  expect(plant.appendEvent(event)).toMatchObject(event);
  db.exec('DROP TRIGGER broken');
  plant.saveUnit(unit);
  expect(plant.listUnits()).toEqual([unit]);
});

test('anchors outside are written while a place that cannot be reached is named', async () => {
  const outside = join(scratchFolder(), 'share');
  const noFolder = join(scratchFolder(), 'a file');
  writeFileSync(noFolder, '');
  const { ledger, dir } = scratchLedger({ anchorFolders: [outside, noFolder] });
  ledger.anchor('asked');
  await ledger.anchorsWritten();
  const [own, share, gone] = ledger.anchorPlaces();
  expect([own?.folder, own?.inside, own?.seq]).toEqual([join(dir, 'anchors'), true, 2]);
  expect([share?.fault, share?.seq, gone?.seq]).toEqual([null, 2, null]);
  expect(gone?.fault).toMatch(/EEXIST|ENOTDIR/);
});
