import { describe, expect, it } from 'vitest';
import { ReadingsParser, type ReadingTable } from './readings-parser';
import { parseSamples } from './samples-parser';

const head = 'time,pH,DO,sensor_fault\nms since 1970-01-01T00:00:00Z,-,%,tags\n';
const limits = { rows: 2, from: 1000, to: 9000 };

/** Parsed in pieces of a size, as they come from a disk. */
function parse(text: string, pieceBytes = 1 << 16): ReadingTable {
  const parser = new ReadingsParser(limits);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) parser.take(bytes.subarray(at, at + pieceBytes));
  return parser.end();
}

describe('a readings file', () => {
  it('is read alike in pieces of any size', () => {
    const text = `${head}1000,5.01,-0.3,\n2000,,101.25,DO pH\n`;
    for (const size of [1, 7, 1000]) {
      const table = parse(text, size);
      expect([[...table.t], ...table.value.map((column) => [...column])]).toEqual([
        [1000, 2000],
        [5.01, Number.NaN],
        [-0.3, 101.25],
      ]);
      expect([table.tags, table.units, table.readings]).toEqual([['pH', 'DO'], ['', '%'], 3]);
      expect([...table.faults].map(([tag, rows]) => [tag, ...rows])).toEqual([
        ['DO', 1],
        ['pH', 1],
      ]);
    }
  });

  it.each([
    ['', 'the header is missing'],
    ['t,pH,sensor_fault\nms,-,tags\n', 'line 1: the first column must be time'],
    [head.replace('%', '%,AU'), 'line 2: there are not as many units as columns'],
    [head.replace('DO', 'pH'), 'line 1: a column stands twice'],
    [`${head}1000,5,30\n`, 'line 3: 3 cells where 4 are expected'],
    [`${head}1000,5,30,,\n`, 'line 3: there are more cells'],
    [`${head}1000,5,nan,\n`, 'line 3: column 3 holds no plain number'],
    [`${head}1000,5,1e5,\n`, 'line 3: column 3 holds no plain number'],
    [`${head}1000,5,-,\n`, 'line 3: column 3 holds no plain number'],
    [`${head}1000,5,1234567890123456,\n`, 'line 3: a number has more than 15 digits'],
    [`${head},5,3,\n`, 'line 3: the time is not a whole number'],
    [`${head}1000,5,3,\n1000,5,3,\n`, 'line 4: time does not go forward'],
    [`${head}999,5,3,\n`, 'line 3: the time lies outside the batch'],
    [`${head}1000,5,3,\n9001,5,3,\n`, 'line 4: the time lies outside the batch'],
    [`${head}1000,5,3,OD\n`, 'line 3: there is no column OD'],
    [`${head}1000,5,3,\n2000,5,3,\n3000,5,3,\n`, 'line 5: more rows than the 2 announced'],
    [`${head}1000,5,3,\n`, '1 rows were found where 2 are announced'],
    [`${head}1000,5,3,\n2000,5`, 'the last line is cut off'],
  ])('that is wrong is refused by line: %j', (text, words) => {
    expect(() => parse(text)).toThrow(words);
  });
});

describe('a journal of offline samples', () => {
  const columns =
    'sample,nominal_h,sampled_at,volume_ml,od600_reading,dilution,od600,dcw_g_per_l,dcw_result_at';
  const line = '1,0,2026-01-02T03:04:00Z,10,0.41,10,4.1,,2026-01-03T09:00:00Z';
  const at = Date.UTC(2026, 0, 2, 3, 4);

  it('gives what was measured, and null for what was not', () => {
    expect(parseSamples(`${columns}\n${line}\n`, at, at)).toMatchObject([{ at, od600: 4.1, dcwGL: null }]);
  });

  it.each([
    ['sample,od\n1,2', 'line 1: these are not the columns'],
    [`${columns}\n1,2,3`, 'line 2: not as many cells as columns'],
    [`${columns}\n${line.replace('4.1,', '4.1x,')}`, 'line 2: is no plain number'],
    [`${columns}\n${line.replace('2026-01-02T03:04:00Z', 'noon')}`, 'line 2: is no time'],
    [`${columns}\n${line.replace('2026-01-02', '2026-02-02')}`, 'line 2: the time lies outside the batch'],
  ])('that is wrong is refused by line', (text, words) => {
    expect(() => parseSamples(text, at, at + 3_600_000)).toThrow(words);
  });
});
