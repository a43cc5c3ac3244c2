import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import type { TableMap, TableReport } from '../../../../shared/model/table-map';
import { inspectTable } from './inspect-table';
import { readTable } from './read-table';
import { RowSplitter } from './row-splitter';
import type { TableSample } from './table-reader';

const dir = mkdtempSync(join(tmpdir(), 'bt-table-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const now = Date.UTC(2026, 10, 1);
const facts = new Map(catalogueFor('15L').map((definition) => [definition.tag, definition]));
let files = 0;

function file(content: string | Uint8Array): string {
  files += 1;
  const path = join(dir, `table-${files}.csv`);
  writeFileSync(path, content);
  return path;
}

interface Read {
  readonly map: TableMap;
  readonly report: TableReport;
  readonly samples: TableSample[];
  readonly doubts: readonly string[];
}

/** Everything as it is proposed, with what a person would say over it. */
async function read(
  content: string | Uint8Array,
  say: (map: TableMap) => TableMap = (map) => map,
): Promise<Read> {
  const path = file(content);
  const seen = await inspectTable(path, undefined, () => null, now);
  const samples: TableSample[] = [];
  const report = await readTable({
    path,
    map: say(seen.map),
    factsOf: (tag) => {
      const found = facts.get(tag);
      if (!found) throw new Error(tag);
      return found;
    },
    now,
    signal: new AbortController().signal,
    progress: () => undefined,
    take: (some) => {
      samples.push(...some);
      return Promise.resolve();
    },
  });
  return { map: say(seen.map), report, samples, doubts: seen.doubts };
}

const shown = ({ samples }: Read): string[] =>
  samples.map(({ tag, t, value }) => `${tag} ${new Date(t).toISOString().slice(0, 19)} ${value ?? 'null'}`);

const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const zoned =
  (zone: string, ambiguous: 'refuse' | 'first' | 'second' = 'refuse') =>
  (map: TableMap): TableMap => ({
    ...map,
    time: { ...map.time, zone, ambiguous },
  });
const started = (map: TableMap): TableMap => ({ ...map, time: { ...map.time, start: Date.UTC(2026, 0, 1) } });

describe('a table that is right', () => {
  const cases: [string, string | Uint8Array, string[], ((map: TableMap) => TableMap)?][] = [
    [
      'commas and ISO with zone',
      'time,pH,DO\n2026-01-01T01:00:00+01:00,5.1,30\n2026-01-01T00:00:01Z,5.2,\n',
      ['pH 2026-01-01T00:00:00 5.1', 'DO 2026-01-01T00:00:00 30', 'pH 2026-01-01T00:00:01 5.2'],
    ],
    [
      'semicolons, decimal comma, units row, windows-1252',
      latin('Zeit;pH;Temp\r\n-;-;°C\r\n01.02.2026 05:06;5,10;30,5\r\n'),
      ['pH 2026-02-01T05:06:00 5.1', 'Temp_Broth 2026-02-01T05:06:00 30.5'],
    ],
    [
      'tabs in UTF-16, little end first',
      utf16('time\tpH\n2026-01-01 00:00\t5.1\n', false),
      ['pH 2026-01-01T00:00:00 5.1'],
    ],
    [
      'tabs in UTF-16, big end first',
      utf16('time\tpH\n2026-01-01 00:00\t5.1\n', true),
      ['pH 2026-01-01T00:00:00 5.1'],
    ],
    [
      'quotes with separators and line ends in them',
      'time,"remark, said",pH\n2026-01-01,"a ""b"",\nc",5.1\n2026-01-02,,5.2',
      ['pH 2026-01-01T00:00:00 5.1', 'pH 2026-01-02T00:00:00 5.2'],
    ],
    [
      'carriage returns alone',
      'time,pH\r2026-01-01,5.1\r2026-01-02,5.2\r',
      ['pH 2026-01-01T00:00:00 5.1', 'pH 2026-01-02T00:00:00 5.2'],
    ],
    [
      'lines above the header',
      'Export of reactor 7\n\ntime,pH,DO\n2026-01-01,5.1,2\n2026-01-02,5.1,2\n',
      [
        'pH 2026-01-01T00:00:00 5.1',
        'DO 2026-01-01T00:00:00 2',
        'pH 2026-01-02T00:00:00 5.1',
        'DO 2026-01-02T00:00:00 2',
      ],
    ],
    ['epoch seconds', 'timestamp,pH\n1767225600,5\n', ['pH 2026-01-01T00:00:00 5']],
    ['epoch milliseconds', 'timestamp,pH\n1767225600000,5\n', ['pH 2026-01-01T00:00:00 5']],
    ['days of a spreadsheet', 'time,pH\n46023.5,5\n', ['pH 2026-01-01T12:00:00 5']],
    [
      'hours since the start',
      'Time [h],pH\n0,5\n1.5,6\n',
      ['pH 2026-01-01T00:00:00 5', 'pH 2026-01-01T01:30:00 6'],
      started,
    ],
    ['minutes since the start', 'Time (min),pH\n90,5\n', ['pH 2026-01-01T01:30:00 5'], started],
    ['month first, in the afternoon', 'time,pH\n01/31/2026 5:06 PM,5\n', ['pH 2026-01-31T17:06:00 5']],
    [
      'local times of a zone',
      'time,pH\n2026-07-01 12:00,5\n2026-01-01 12:00,6\n',
      ['pH 2026-07-01T10:00:00 5', 'pH 2026-01-01T11:00:00 6'],
      zoned('Europe/Berlin'),
    ],
    [
      'the hour that comes twice, as chosen',
      'time,pH\n2025-10-26 02:30,5\n',
      ['pH 2025-10-26T01:30:00 5'],
      zoned('Europe/Berlin', 'second'),
    ],
    [
      'long',
      'time,channel,value\n2026-01-01,pH,5\n2026-01-01,DO,30\n2026-01-01,Nobody,1\n',
      ['pH 2026-01-01T00:00:00 5', 'DO 2026-01-01T00:00:00 30'],
    ],
    [
      'units of its own',
      'time,Pressure [mbar],Temp [K]\n2026-01-01,1013,303.15\n',
      ['Reactor_Pressure 2026-01-01T00:00:00 1.013', 'Temp_Broth 2026-01-01T00:00:00 30'],
    ],
    [
      'numbers with every digit, and signs',
      'time,pH\n2026-01-01,5.123456789012345\n2026-01-02,-0.5e-3\n2026-01-03,.5\n',
      [
        'pH 2026-01-01T00:00:00 5.123456789012345',
        'pH 2026-01-02T00:00:00 -0.0005',
        'pH 2026-01-03T00:00:00 0.5',
      ],
    ],
  ];
  it.each(cases)('%s', async (_, content, expected, say) => {
    const done = await read(content, say);
    expect(done.report.firstProblems).toEqual([]);
    expect(shown(done)).toEqual(expected);
  });

  it('never fills what was written only when it changed', async () => {
    const { samples, report } = await read('time,pH,DO\n2026-01-01,5,30\n2026-01-02,,31\n2026-01-03,6,\n');
    expect(samples.map(({ tag, value }) => [tag, value])).toEqual([
      ['pH', 5],
      ['DO', 30],
      ['DO', 31],
      ['pH', 6],
    ]);
    expect(report.notices).toEqual([expect.objectContaining({ kind: 'blank', count: 2, firstLine: 3 })]);
  });
});

describe('a table with something wrong in it', () => {
  const good = '2026-01-01,5,30\n';
  const cases: [string, string | Uint8Array, number, string, string, ((map: TableMap) => TableMap)?][] = [
    ['ragged', `time,pH,DO\n${good}2026-01-02,5\n`, 3, 'ragged', '2 cells where 3 are expected'],
    [
      'a quote never closed',
      `time,pH,DO\n${good}2026-01-02,"5,30\n2026-01-03,5,30\n`,
      3,
      'broken-quotes',
      'a quote is opened and never closed',
    ],
    [
      'a quote in the middle',
      `time,pH,DO\n${good}2026-01-02,5"5",30\n`,
      3,
      'broken-quotes',
      'a quote stands in the middle of a cell',
    ],
    [
      'text behind a quote',
      `time,pH,DO\n${good}2026-01-02,"5"x,30\n`,
      3,
      'broken-quotes',
      'text follows a closing quote',
    ],
    ['endless', `time,pH,DO\n${good}2026-01-02,Inf,30\n`, 3, 'infinite', '"Inf" is endless'],
    [
      'larger than a number',
      `time,pH,DO\n${good}2026-01-02,1e999,30\n`,
      3,
      'infinite',
      'larger than any number',
    ],
    [
      'thousands',
      `time;pH;DO\n2026-01-01;5,5;30\n2026-01-02;1.234;30\n2026-01-03;5,1;30,5\n`,
      3,
      'thousands',
      '"1.234" has thousands separators',
    ],
    [
      'words',
      `time,pH,DO\n${good}2026-01-01,5,30\n2026-01-01,5,30\n${'2026-01-01,5,30\n'.repeat(20)}2026-01-02,off,30\n`,
      25,
      'number',
      '"off" is not a number',
    ],
    ['future', `time,pH,DO\n${good}2031-01-02,5,30\n`, 3, 'future', 'lies in the future'],
    ['long ago', `time,pH,DO\n${good}1999-12-31,5,30\n`, 3, 'time', 'before the year 2000'],
    [
      'no such day',
      `time,pH,DO\n${good}2026-02-30,5,30\n`,
      3,
      'time',
      'is no time of any day',
      (map) => ({ ...map, time: { ...map.time, format: 'iso' } }),
    ],
    ['no time', `time,pH,DO\n${good},5,30\n`, 3, 'time', 'the time is missing'],
    [
      'a zone here, none there',
      `time,pH,DO\n2026-01-01T00:00Z,5,30\n2026-01-01T00:01,5,30\n`,
      3,
      'zone',
      'has no zone where rows before had one',
    ],
    [
      'the hour that comes twice',
      'time,pH,DO\n2025-10-26 01:30,5,30\n2025-10-26 02:30,5,30\n',
      3,
      'ambiguous-hour',
      'came twice in Europe/Berlin',
      zoned('Europe/Berlin'),
    ],
    [
      'the hour left out',
      'time,pH,DO\n2026-03-29 01:30,5,30\n2026-03-29 02:30,5,30\n',
      3,
      'ambiguous-hour',
      'does not exist in Europe/Berlin',
      zoned('Europe/Berlin'),
    ],
    [
      'bytes of another encoding',
      Buffer.concat([
        Buffer.from(`time,pH,DO\n${good.repeat(20_000)}2026-01-02,`),
        Buffer.from([0xb5]),
        Buffer.from(',30\n'),
      ]),
      20_002,
      'encoding',
      'bytes that are not utf-8',
    ],
  ];
  it.each(cases)('is told by line: %s', async (_, content, line, kind, words, say) => {
    const { report } = await read(content, say);
    expect(report.firstProblems[0]).toMatchObject({
      line,
      kind,
      words: expect.stringContaining(words) as string,
    });
  });

  it('counts doubles, what is out of order, and NaN, and names the first', async () => {
    const { report, samples } = await read(
      'time,pH\n2026-01-02,5\n2026-01-02,6\n2026-01-01,7\n2026-01-03,NaN\n',
    );
    expect(samples.map(({ value }) => value)).toEqual([5, 7]);
    expect(report.notices.map(({ kind, count, firstLine }) => [kind, count, firstLine])).toEqual([
      ['duplicate', 1, 3],
      ['out-of-order', 1, 4],
      ['nan', 1, 5],
    ]);
  });

  it.each([
    ['', 'is empty'],
    ['time,pH\n', 'has no rows below its header'],
    ['time,pH,pH\n2026-01-01,5,5\n', 'two columns are called "pH"'],
  ])('is refused at sight: %j', async (content, words) => {
    await expect(read(content)).rejects.toThrow(words);
  });

  it('says where day and month could be exchanged', async () => {
    expect((await read('time,pH\n03/04/2026 05:06,5\n')).doubts).toEqual([
      'Day and month could be exchanged: choose which comes first',
    ]);
  });
});

describe('rows', () => {
  it('are the same however the file comes in pieces', () => {
    const text = 'a,b\r\n"1,\r\n2",3\n\n"4""",5\r6,7';
    const rows = (size: number): unknown[] => {
      const splitter = new RowSplitter(',');
      const all = [];
      for (let at = 0; at < text.length; at += size) all.push(...splitter.take(text.slice(at, at + size)));
      return [...all, ...splitter.end()];
    };
    expect(rows(1000)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,\r\n2', '3'] },
      { line: 5, cells: ['4"', '5'] },
      { line: 6, cells: ['6', '7'] },
    ]);
    for (const size of [1, 2, 3, 7]) expect(rows(size)).toEqual(rows(1000));
  });
});
