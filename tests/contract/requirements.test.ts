import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = readFileSync('docs/requirements.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| [A-Z]/.test(line) && !line.startsWith('| Id '))
  .map((line) =>
    line
      .split('|')
      .slice(1, 5)
      .map((cell) => cell.trim()),
  );

it('every requirement names a test that is there', () => {
  const missing = rows.filter(
    ([, , file = '', test = '']) =>
      test === '' || !existsSync(file) || !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(test),
  );
  expect(missing).toEqual([]);
  expect(rows.length).toBeGreaterThan(40);
});

it('every test that carries the id of a standard is named by a requirement', () => {
  const named = new Set(rows.map(([, , file]) => file));
  const carrying = [
    'src/workers/station/quality/quality.test.ts',
    'tests/flow/standards.test.ts',
    'tests/flow/standards-line.test.ts',
    'tests/flow/qualification.test.ts',
  ];
  expect(carrying.filter((file) => !named.has(file))).toEqual([]);
});
