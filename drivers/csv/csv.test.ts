import { describe, expect, it } from 'vitest';
import { csvFileSchema } from '../../src/shared/model/csv-connection';
import { createCsvTable, type CsvTable } from './csv-table';
import { delimiterOf, encodingOf, numberOf, splitRow, textOf } from './csv-text';
import { createCsvTime } from './csv-time';
import { createLineCutter } from './line-cutter';

const file = (more: Record<string, unknown> = {}): ReturnType<typeof csvFileSchema.parse> =>
  csvFileSchema.parse({ path: '/data/r1.csv', unitKey: 'R1', ...more });
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

describe('times of a file', () => {
  it.each([
    ['iso', '', 'UTC', '2026-03-01T12:00:00.250', '2026-03-01T12:00:00.250Z'],
    ['iso', '', 'Europe/Berlin', '2026-03-01 12:00:00,25', '2026-03-01T11:00:00.250Z'],
    ['iso', '', 'Europe/Berlin', '2026-07-01 12:00:00', '2026-07-01T10:00:00.000Z'],
    ['iso', '', 'Europe/Berlin', '2026-07-01T12:00:00+05:30', '2026-07-01T06:30:00.000Z'],
    ['iso', '', 'America/New_York', '2026-07-01T12:00:00Z', '2026-07-01T12:00:00.000Z'],
    ['iso', '', 'UTC', '2026-02-30 12:00:00', null],
    ['iso', '', 'UTC', '01.03.2026 12:00', null],
    ['pattern', 'DD.MM.YYYY HH:mm:ss', 'Europe/Berlin', '01.03.2026 12:00:07', '2026-03-01T11:00:07.000Z'],
    ['pattern', 'M/D/YYYY h:mm:ss A', 'UTC', '3/1/2026 12:05:00 AM', '2026-03-01T00:05:00.000Z'],
    ['pattern', 'D.M.YY H:mm', 'UTC', '1.3.26 7:05', '2026-03-01T07:05:00.000Z'],
    ['pattern', 'DD.MM.YYYY HH:mm:ss', 'UTC', '31.02.2026 12:00:00', null],
    ['epoch-s', '', 'UTC', '1772366400.5', '2026-03-01T12:00:00.500Z'],
    ['epoch-ms', '', 'UTC', '', null],
    ['excel', '', 'Europe/Berlin', '46082.5', '2026-03-01T11:00:00.000Z'],
  ])('%s %s in %s: %s', (timeFormat, timePattern, zone, cell, expected) => {
    const read = createCsvTime(file({ timeFormat, zone, ...(timePattern ? { timePattern } : {}) }));
    expect(iso(read(cell))).toBe(expected);
  });

  it('tells the two hours of an autumn night apart by their order, and bears the one left out in spring', () => {
    const read = createCsvTime(file({ zone: 'Europe/Berlin' }));
    const night = ['01:59', '02:00', '02:30', '02:59', '02:00', '02:30', '03:00'].map((time) =>
      iso(read(`2026-10-25 ${time}:00`))?.slice(11, 16),
    );
    expect(night).toEqual(['23:59', '00:00', '00:30', '00:59', '01:00', '01:30', '02:00']);
    expect(iso(read('2026-03-29 02:30:00'))).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('numbers, cells and encodings of a file', () => {
  it.each([
    ['7.25', false, 7.25],
    ['1,234.5', false, 1234.5],
    ['7,25', true, 7.25],
    ['1.234,5', true, 1234.5],
    ['1.234', true, 1234],
    ['7.25', true, null],
    ['-1e-3', false, -0.001],
    ['', false, null],
    ['7,25', false, null],
    ['0x10', false, null],
    ['12 g', false, null],
  ])('%s (comma %s) is %s', (cell, comma, expected) => {
    expect(numberOf(cell, comma)).toBe(expected);
  });

  it('splits quoted cells and finds the delimiter', () => {
    expect(splitRow('a;"b;""c""";  d ;', ';')).toEqual(['a', 'b;"c"', 'd', '']);
    expect(delimiterOf(file(), 'Time;pH [-];Temp, broth;DO')).toBe(';');
    expect(delimiterOf(file({ decimalComma: true }), 'Time\tpH, a, b, c, d')).toBe('\t');
  });

  it('reads each encoding, and Latin-1 where UTF-8 fails', () => {
    const header = 'Zeit;Temp [°C]';
    const wide = Buffer.from(header, 'utf16le');
    expect(encodingOf(wide, 'auto')).toEqual({ encoding: 'utf-16le', mark: 0 });
    expect(encodingOf(Buffer.from(`\ufeff${header}`), 'latin1')).toEqual({ encoding: 'utf-8', mark: 3 });
    expect(textOf(wide, 'utf-16le')).toBe(header);
    expect(textOf(Buffer.from(wide).swap16(), 'utf-16be')).toBe(header);
    expect(textOf(Buffer.from(header, 'latin1'), 'auto')).toBe(header);
    expect(textOf(Buffer.from(`${header}\r`), 'auto')).toBe(header);
    expect(textOf(Buffer.from(header, 'latin1'), 'utf-8')).toBeNull();
  });

  it.each(['le', 'be', null] as const)('cuts the same lines however the bytes arrive (%s)', (wide) => {
    const text = 'Ȋ;a\nĊ;b\r\n\nlast';
    const utf16 = Buffer.from(text, 'utf16le');
    const bytes = Uint8Array.from(wide === null ? Buffer.from(text) : wide === 'le' ? utf16 : utf16.swap16());
    const whole = createLineCutter(6, wide).push(bytes);
    for (const size of [1, 2, 3, 5]) {
      const cutter = createLineCutter(6, wide);
      const lines = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        cutter.push(bytes.subarray(n * size, (n + 1) * size)),
      ).flat();
      expect(lines).toEqual(whole);
      expect(cutter.waiting).toBe(wide === null ? 4 : 8);
    }
    expect(whole).toHaveLength(3);
    expect(whole.at(-1)?.end).toBe(6 + bytes.length - (wide === null ? 4 : 8));
  });

  it('passes over a line without end and finds the next', () => {
    const cutter = createLineCutter(0, null);
    cutter.push(new Uint8Array(1_200_000).fill(120));
    expect(cutter.push(Uint8Array.from(Buffer.from('x\nnext\n')))).toEqual([
      { bytes: undefined, end: 1_200_002 },
      { bytes: Uint8Array.from(Buffer.from('next')), end: 1_200_007 },
    ]);
  });
});

describe('rows of a file', () => {
  const table = (header: string, more: Record<string, unknown> = {}): CsvTable => {
    const made = createCsvTable(file(more), header);
    if ('words' in made) throw new Error(made.words);
    return made;
  };

  it('become readings by the names and units of their columns', () => {
    const rows = table('Time;pH [-];Temp (°C);Who;Old', {
      columns: { 'Temp (°C)': 'Temp_Broth', Old: '' },
    });
    const read = rows.row('2026-03-01 12:00:00;7.1;30.5;Ada;1', 5);
    expect(read?.readings).toEqual([
      {
        unitKey: 'R1',
        tag: 'pH',
        name: 'pH',
        value: 7.1,
        sourceTime: Date.UTC(2026, 2, 1, 12),
        seenTime: 5,
        unit: '-',
      },
      expect.objectContaining({ tag: 'Temp_Broth', value: 30.5, unit: '°C' }),
    ]);
    expect(read?.problem).toBeUndefined();
  });

  it('that are bad are told, and hold back nothing that can be read', () => {
    const rows = table('Time,pH,DO');
    rows.row('2026-03-01 12:00:00,7.0,40', 1);
    expect(rows.row('2026-03-01 12:00:01,7.1', 1)).toMatchObject({ readings: [], problem: 'wrong-fields' });
    expect(rows.row('yesterday,7.1,40', 1)).toMatchObject({ readings: [], problem: 'wrong-fields' });
    expect(rows.row('2026-03-01 12:00:01,7.1,40,,', 1)).toMatchObject({ readings: [{}, {}] });
    const half = rows.row('2026-03-01 12:00:02,7.2,4o', 1);
    expect(half).toMatchObject({
      problem: 'not-a-number',
      readings: [{ value: 7.2 }, { value: null, fault: 'not-a-number' }],
    });
    // What a logger writes where the probe is unplugged is nothing measured, not a broken row.
    expect(rows.row('2026-03-01 12:00:03,NaN,', 1)).toMatchObject({ readings: [{ tag: 'pH', value: null }] });
    expect(rows.row('2026-03-01 12:00:03,NaN,', 1)?.problem).toBeUndefined();
    expect(rows.row('Time,pH,DO', 1)).toBeUndefined();
  });

  it('refuses a header without the time column, with the columns there are', () => {
    expect(createCsvTable(file({ timeColumn: 'Zeit' }), 'Time,pH')).toEqual({
      words: 'The file has no column "Zeit". Its columns are: Time, pH.',
    });
  });
});
