import type { SeriesKey } from './series-key';

/** A text in Flux; `${` would begin an interpolation. */
export function fluxText(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, (letter) => `\\${letter}`)
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

interface Range {
  readonly bucket: string;
  /** `from` included, `to` not, epoch ms. */
  readonly from: number;
  readonly to: number;
}

export interface FluxPageAsk extends SeriesKey, Range {
  readonly fields: readonly string[];
  /** Tags that other series of the measurement have and this one has not. */
  readonly absentTags: readonly string[];
  /** Records of each field. */
  readonly limit: number;
}

/** The query for a page of one series, oldest first: one table for each field. */
export function fluxPageQuery(ask: FluxPageAsk): string {
  const conditions = [
    `r._measurement == ${fluxText(ask.measurement)}`,
    `(${ask.fields.map((field) => `r._field == ${fluxText(field)}`).join(' or ')})`,
    ...Object.entries(ask.tags).map(([name, value]) => `r[${fluxText(name)}] == ${fluxText(value)}`),
    ...ask.absentTags.map((name) => `not exists r[${fluxText(name)}]`),
  ];
  return [
    ...source(ask),
    `  |> filter(fn: (r) => ${conditions.join(' and ')})`,
    '  |> keep(columns: ["_time", "_value", "_field"])',
    // Several series of one field become one table, whose order is then nobody's promise.
    '  |> sort(columns: ["_time"])',
    `  |> limit(n: ${ask.limit})`,
  ].join('\n');
}

/** The query for what is stored in a window: the newest record of each series and field, with its tags. */
export function fluxSeriesQuery(range: Range, measurements: readonly string[]): string {
  const wanted = measurements.map((name) => `r._measurement == ${fluxText(name)}`).join(' or ');
  return [
    ...source(range),
    ...(wanted === '' ? [] : [`  |> filter(fn: (r) => ${wanted})`]),
    '  |> last()',
    '  |> drop(columns: ["_start", "_stop", "_time"])',
  ].join('\n');
}

function source({ bucket, from, to }: Range): string[] {
  return [`from(bucket: ${fluxText(bucket)})`, `  |> range(start: ${time(from)}, stop: ${time(to)})`];
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
