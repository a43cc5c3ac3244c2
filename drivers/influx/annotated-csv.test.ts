import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnnotatedCsv } from './annotated-csv';
import { csvRows } from './csv-rows';
import { InfluxProblem } from './influx-problem';

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.csv`, import.meta.url), 'utf8');
const start = Date.UTC(2026, 2, 2, 8);

describe('annotated CSV', () => {
  it('reads several tables, times cut to the millisecond, absent values as null', () => {
    const [value, quality] = readAnnotatedCsv(fixture('raw-page'));
    expect(value?.groupKey).toEqual(['_field']);
    expect(value?.records.map((record) => [record['_time'], record['_value']])).toEqual([
      [start, 4.981],
      [start + 1250, 4.984],
      [start + 2123, null],
      [start + 3000, -1.5e-7],
    ]);
    expect(quality?.records.map((record) => [record['_time'], record['_value']])).toEqual([
      [start, 0],
      [start + 2123, 2_150_891_520],
    ]);
  });

  it('reads blocks of other columns, quotes, line breaks and switches', () => {
    const tables = readAnnotatedCsv(fixture('series-of-bucket'));
    expect(tables.map(({ records }) => records[0]?.['_measurement'])).toEqual([
      'mqtt_consumer',
      'mqtt_consumer',
      'mqtt_consumer',
      'agitator',
    ]);
    expect(tables[0]?.records).toEqual([
      {
        result: '_result',
        table: 0,
        _field: 'value',
        _measurement: 'mqtt_consumer',
        host: 'edge-1',
        topic: 'bioprocess/pichia/vessel1/sensors/ph',
        _value: 4.98,
      },
    ]);
    expect(tables[2]?.records[0]).toMatchObject({
      note: 'shift "B", late',
      _value: expect.stringMatching(/^line one\r?\nline two, with comma$/),
    });
    expect(tables[3]?.records[0]?.['_value']).toBe(true);
  });

  it('tells results with equal table numbers apart', () => {
    const tables = readAnnotatedCsv(fixture('several-results'));
    expect(tables.map(({ result, records }) => [result, records[0]?.['_value']])).toEqual([
      ['mean', 4.5],
      ['mean', Number.POSITIVE_INFINITY],
      ['count', 86_400],
    ]);
  });

  it.each(['error-in-band', 'error-after-records'])('refuses %s in the words of the server', (name) => {
    expect(() => readAnnotatedCsv(fixture(name))).toThrow(InfluxProblem);
    expect(() => readAnnotatedCsv(fixture(name))).toThrow(/deadline|storage engine closed/);
  });

  it('refuses an answer that was cut off instead of taking half of it', () => {
    const whole = fixture('raw-page');
    expect(() => readAnnotatedCsv(whole.slice(0, whole.indexOf(',4.984')))).toThrow('cut off');
    const quoted = fixture('series-of-bucket');
    expect(() => readAnnotatedCsv(quoted.slice(0, quoted.indexOf('line two')))).toThrow('cut off');
  });

  it('takes an empty answer for nothing', () => {
    expect(readAnnotatedCsv('\r\n')).toEqual([]);
  });
});

describe('rows of text', () => {
  it('keeps quoted delimiters and doubled quotes, and a last row without a line break', () => {
    expect(csvRows('a;"b;""c"""\r\n;\n1;2', ';')).toEqual([
      ['a', 'b;"c"'],
      ['', ''],
      ['1', '2'],
    ]);
  });
});
