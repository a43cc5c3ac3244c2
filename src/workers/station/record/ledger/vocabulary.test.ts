import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ledgerVocabulary } from '../../../../shared/model/ledger-vocabulary';
import { scratchLedger } from '../testing/scratch-ledger';

const station = join(import.meta.dirname, '..', '..');
const sources = readdirSync(station, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'))
  .map((name) => readFileSync(join(station, name), 'utf8'));

test('every kind of entry that the station makes has its words', () => {
  const used = sources.flatMap((text) =>
    [
      ...text.matchAll(/\bwhat: (?:[^'"\n]*\? )?'([a-z-]+\.[A-Za-z-]+)'(?: : '([a-z-]+\.[A-Za-z-]+)')?/g),
    ].flatMap(([, one, other]) => (other === undefined ? [one] : [one, other])),
  );
  expect(used.filter((what) => what !== undefined && ledgerVocabulary[what] === undefined)).toEqual([]);
  expect(used.length).toBeGreaterThan(20);
});

test('every call of the plant store that changes a covered row has its words', () => {
  const { plant } = scratchLedger();
  const never = ['appendEvent', 'updateCompleteness', 'saveScores', 'removeScores', 'saveJob', 'putNothing'];
  const calls = Object.keys(plant).filter((name) => /^[a-z]/.test(name) && !never.includes(name));
  const looks =
    /^(list|get|has|noteCounts|modelChanges|evaluations|tracked|hole|station|firstRun|sourceMarks)/;
  const changing = calls.filter((name) => !looks.test(name));
  expect(changing.filter((name) => ledgerVocabulary[`plant.${name}`] === undefined)).toEqual([]);
  expect(changing).toContain('saveUnit');
});
