import { describe, expect, it } from 'vitest';
import { edgeLayouts } from '../../src/shared/model/edge-store';
import { fluxPageQuery, fluxSeriesQuery } from './flux';
import { pageQuery, readQueryAnswer } from './influxql';
import { nameSeries } from './name-series';
import { printSeries, readSeriesKey } from './series-key';

const series = (tags: Record<string, string>, measurement = 'mqtt_consumer', field = 'value') => ({
  measurement,
  tags,
  field,
  absentTags: [],
});

describe('names of stored series', () => {
  it('reads a topic as the MQTT driver does', () => {
    const { layout } = edgeLayouts.telegraf;
    const named = (topic: string) => nameSeries(series({ host: 'edge', topic }), layout);
    expect(named('bioprocess/pichia/vessel1/sensors/temperature/broth')).toEqual({
      unitKey: 'vessel1',
      tag: 'temperature/broth',
    });
    expect(named('bt/R1/pH')).toEqual({ unitKey: 'R1', tag: 'pH' });
    expect(named('bioprocess/pichia/vessel1/alarms/foam')).toBeNull();
    expect(nameSeries(series({ host: 'edge' }), layout)).toBeNull();
  });

  it('reads our own layout and one field a channel', () => {
    expect(nameSeries(series({ channel: 'pH' }, 'R1'), edgeLayouts.forwarded.layout)).toEqual({
      unitKey: 'R1',
      tag: 'pH',
    });
    expect(nameSeries(series({}, 'R1', 'DO'), edgeLayouts.fields.layout)).toEqual({
      unitKey: 'R1',
      tag: 'DO',
    });
  });

  it('reads the key that the server prints with its escapes', () => {
    const key = readSeriesKey('my\\ meas,a\\,b=c\\=d,tag\\ key=tag\\,val\\=x');
    expect(key).toEqual({ measurement: 'my meas', tags: { 'a,b': 'c=d', 'tag key': 'tag,val=x' } });
    expect(printSeries(key, 'f')).toBe('my meas,a,b=c=d,tag key=tag,val=x f');
  });
});

describe('queries', () => {
  const odd = { measurement: 'm"x', tags: { "it's": "o'clock\\" }, fields: ['value'], absentTags: ['host'] };

  it('quote what they are given', () => {
    expect(pageQuery({ ...odd, retentionPolicy: 'raw', from: 1, to: 2, limit: 3 })).toBe(
      `SELECT "value" FROM "raw"."m\\"x" WHERE time >= 1ms AND time < 2ms AND "it's" = 'o\\'clock\\\\' AND "host" = '' ORDER BY time ASC LIMIT 3`,
    );
    expect(fluxPageQuery({ ...odd, bucket: 'b${x}', from: 0, to: 1000, limit: 3 })).toContain(
      [
        'from(bucket: "b\\${x}")',
        '  |> range(start: 1970-01-01T00:00:00.000Z, stop: 1970-01-01T00:00:01.000Z)',
        `  |> filter(fn: (r) => r._measurement == "m\\"x" and (r._field == "value") and r["it's"] == "o'clock\\\\" and not exists r["host"])`,
      ].join('\n'),
    );
    expect(fluxSeriesQuery({ bucket: 'b', from: 0, to: 1 }, ['a', 'b'])).toContain(
      'r._measurement == "a" or r._measurement == "b"',
    );
  });

  it('join the chunks of an answer and refuse an error in it', () => {
    const chunk = (values: number[][]) =>
      JSON.stringify({
        results: [
          { statement_id: 0, series: [{ name: 'm', columns: ['time', 'value'], values, partial: true }] },
        ],
      });
    const answer = readQueryAnswer(`${chunk([[1, 5]])}\n${chunk([[2, 6]])}\n`);
    expect(answer.flatMap(({ values }) => values)).toEqual([
      [1, 5],
      [2, 6],
    ]);
    expect(() => readQueryAnswer('{"results":[{"error":"database not found: x"}]}')).toThrow(
      'database not found',
    );
    expect(() => readQueryAnswer(chunk([[1, 5]]).slice(0, 40))).toThrow('cut off');
  });
});
