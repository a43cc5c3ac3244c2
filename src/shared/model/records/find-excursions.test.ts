import { expect, test } from 'vitest';
import { findDepletion } from './find-depletion';
import { findExcursions, type GridPoint, type RunCourse } from './find-excursions';

const minute = 60_000;
/** A value for so many minutes, one after the other, on the 30 s grid. */
function line(...parts: readonly (readonly [number | null, number])[]): GridPoint[] {
  let t = 0;
  return parts.flatMap(([value, minutes]) =>
    Array.from({ length: minutes * 2 }, () => ({ t: (t += minute / 2) - minute / 2, value })),
  );
}
const course = (given: Partial<RunCourse>): RunCourse => ({
  now: 600 * minute,
  doPct: [],
  ph: [],
  tempC: [],
  oxygenNlMin: [],
  phSet: [{ t: 0, value: 5 }],
  tempSet: [{ t: 0, value: 30 }],
  ...given,
});
const levels = (given: Partial<RunCourse>): string[] =>
  findExcursions(course(given)).map(({ rule, level }) => `${rule} ${level}`);
const around = (value: number, minutes: number, normal: number): GridPoint[] =>
  line([normal, 20], [value, minutes], [normal, 20]);
const doFor = (value: number, minutes: number) =>
  levels({ now: 40 * minute, doPct: around(value, minutes, 40) });
const phFor = (value: number, minutes: number) => levels({ now: 40 * minute, ph: around(value, minutes, 5) });
const tempFor = (value: number, minutes: number) =>
  levels({ now: 40 * minute, tempC: around(value, minutes, 30) });
const lost = (minutes: number) =>
  levels({ now: (minutes + 40) * minute, ph: line([5, 20], [null, minutes], [5, 20]) });
const oxygen = (value: number, minutes: number) => levels({ oxygenNlMin: around(value, minutes, 0) });

test.each([
  ['DO 19 % for 4 min', doFor(19, 4), []],
  ['DO 19 % for 5 min', doFor(19, 5), ['do-below-20 1']],
  ['DO 19 % for 10 min', doFor(19, 10), ['do-below-20 1']],
  ['DO 19 % for 15 min', doFor(19, 15), ['do-below-20 1']],
  ['DO 19 % for 16 min', doFor(19, 16), ['do-below-20 2']],
  ['DO 19 % for 60 min', doFor(19, 60), ['do-below-20 2']],
  ['DO 14 % for 4 min', doFor(14, 4), []],
  ['DO 14 % for 10 min', doFor(14, 10), ['do-below-20 1']],
  ['DO 14 % for 30 min', doFor(14, 30), ['do-below-20 2']],
  ['DO 14 % for 31 min', doFor(14, 31), ['do-below-15 3']],
  ['DO 20 % for an hour', doFor(20, 60), []],
  ['pH 5.29 for 2 h', phFor(5.29, 120), []],
  ['pH 5.35 for 30 min', phFor(5.35, 30), []],
  ['pH 5.35 for 31 min', phFor(5.35, 31), ['ph-off 2']],
  ['pH 4.65 for 31 min', phFor(4.65, 31), ['ph-off 2']],
  ['pH 5.35 for 2 h', phFor(5.35, 120), ['ph-off 2']],
  ['pH 5.6 for 20 min', phFor(5.6, 20), []],
  ['pH 5.6 for 60 min', phFor(5.6, 60), ['ph-off 2']],
  ['pH 5.6 for 61 min', phFor(5.6, 61), ['ph-far-off 3']],
  ['pH 4.4 for 61 min', phFor(4.4, 61), ['ph-far-off 3']],
  ['31.0 °C for an hour', tempFor(31, 60), []],
  ['31.1 °C for 15 min', tempFor(31.1, 15), []],
  ['31.1 °C for 16 min', tempFor(31.1, 16), ['temperature-off 2']],
  ['28.9 °C for 16 min', tempFor(28.9, 16), ['temperature-off 2']],
  ['O2 0.1 NL/min for 2 min', oxygen(0.1, 2), ['oxygen-enrichment 2']],
  ['O2 meter at its zero', oxygen(0.01, 60), []],
  ['pH lost for 59 min', lost(59), []],
  ['pH lost for 65 min', lost(65), ['sensor-loss 3']],
  [
    'DO twice below 20 %',
    levels({ now: 80 * minute, doPct: line([40, 10], [18, 6], [40, 30], [18, 20], [40, 10]) }),
    ['do-below-20 1', 'do-below-20 2'],
  ],
  [
    'DO 18 % with a minute without values',
    levels({ now: 60 * minute, doPct: line([40, 10], [18, 8], [null, 1], [18, 8], [40, 10]) }),
    ['do-below-20 2'],
  ],
])('%s', (_words, found, expected) => {
  expect(found).toEqual(expected);
});

test('an excursion has its begin and end; while it lasts it has none, and a set point that was changed is no excursion', () => {
  const [done] = findExcursions(course({ now: 60 * minute, doPct: around(19, 10, 40) }));
  expect(done).toMatchObject({ from: 20 * minute, to: 30 * minute, tag: 'DO' });
  const [open] = findExcursions(course({ now: 30 * minute, doPct: line([40, 20], [19, 10]) }));
  expect(open).toMatchObject({ from: 20 * minute, to: null });
  const ph = line([5, 20], [5.5, 120]);
  const phSet = [
    { t: 0, value: 5 },
    { t: 20 * minute, value: 5.5 },
  ];
  expect(findExcursions(course({ now: 140 * minute, ph, phSet }))).toEqual([]);
});

test('depletion is DO from 20-40 to above 80 % within half an hour, for ten minutes', () => {
  const spike = line([30, 60], [60, 20], [90, 15]);
  expect(findDepletion(spike)).toMatchObject({ at: 80 * minute });
  expect(findDepletion(line([30, 60], [60, 31], [90, 15]))).toBeNull();
  expect(findDepletion(line([30, 60], [60, 20], [90, 5], [30, 20]))).toBeNull();
  expect(findDepletion(line([30, 60], [130, 12]))).not.toBeNull();
});

test('oxygen that comes and goes is one use of it', () => {
  const oxygenNlMin = line([0, 20], [0.5, 5], [0, 20], [1.5, 5], [0, 60], [0.5, 5], [0, 10]);
  const found = findExcursions(course({ now: 125 * minute, oxygenNlMin }));
  expect(found.map(({ from, to, words }) => [from / minute, (to ?? 0) / minute, words])).toEqual([
    [20, 50, 'Oxygen added for 30 min, up to 1.50 NL/min'],
    [110, 115, 'Oxygen added for 5 min, up to 0.50 NL/min'],
  ]);
});
