import { readAnnotatedCsv, type FluxRecord } from './annotated-csv';
import { fluxPageQuery, fluxSeriesQuery, fluxText } from './flux';
import {
  fieldsQuery,
  identifier,
  pageQuery,
  readQueryAnswer,
  seriesQuery,
  type Cell,
  type ResultSeries,
} from './influxql';
import {
  mostSeries,
  pagePoints,
  type InfluxConfig,
  type InfluxStore,
  type StoredPoint,
  type StoredSeries,
  type StoredWindow,
} from './influx-store';
import { InfluxProblem } from './influx-problem';
import { openInflux, type InfluxLink } from './open';
import { readSeriesKey } from './series-key';
import { storedValue } from './stored-value';

/** Opens no connection yet: every call is a request of its own. */
export function influxStore(config: InfluxConfig): InfluxStore {
  const link = openInflux(config);
  const reading =
    config.store.kind === 'influx2' && config.store.language === 'flux'
      ? fluxReading(config, link)
      : influxqlReading(config, link);
  return { ...reading, write: (lines, signal) => write(config, link, lines, signal) };
}

type Reading = Omit<InfluxStore, 'write'>;

function influxqlReading({ store }: InfluxConfig, link: InfluxLink): Reading {
  const query = async (q: string, signal: AbortSignal): Promise<ResultSeries[]> => {
    const { database, retentionPolicy } = store;
    const { body } = await link.ask(
      {
        method: 'GET',
        path: '/query',
        params: {
          db: database,
          ...(retentionPolicy === '' ? {} : { rp: retentionPolicy }),
          q,
          epoch: 'ms',
          chunked: 'true',
          chunk_size: String(pagePoints),
        },
      },
      signal,
    );
    return readQueryAnswer(body);
  };
  const fieldNames = async (signal: AbortSignal): Promise<Map<string, string[]>> => {
    const answer = await query(fieldsQuery(store.database, store.measurements), signal);
    return new Map(answer.map(({ name, values }) => [name, values.map(([field]) => String(field))]));
  };
  return {
    test: async (signal) => {
      const [policies] = await query(`SHOW RETENTION POLICIES ON ${identifier(store.database)}`, signal);
      const names = (policies?.values ?? []).map(([name]) => String(name));
      if (store.retentionPolicy !== '' && !names.includes(store.retentionPolicy))
        throw new InfluxProblem(
          'not-found',
          `The database has no retention policy ${store.retentionPolicy}, but ${names.join(', ')}`,
        );
      return `Connected. The database ${store.database} is there.`;
    },
    series: async (_window, signal) => {
      const [answer] = await query(seriesQuery(store.database, store.measurements, mostSeries), signal);
      const keys = (answer?.values ?? []).map(([key]) => readSeriesKey(String(key)));
      const fields = store.layout.field === '' ? await fieldNames(signal) : null;
      const fieldsOf = (measurement: string): readonly string[] =>
        fields?.get(measurement) ?? (fields ? [] : [store.layout.field]);
      return withAbsentTags(
        keys.flatMap((key) => fieldsOf(key.measurement).map((field) => ({ ...key, field }))),
      ).filter(({ field }) => field !== store.layout.qualityField);
    },
    read: (series, window, signal) =>
      pages(window, async (from) => {
        const fields = fieldsToRead(series, store.layout.qualityField);
        const { retentionPolicy } = store;
        const q = pageQuery({ ...series, retentionPolicy, fields, from, to: window.to, limit: pagePoints });
        const answer = await query(q, signal);
        return answer.flatMap(({ columns, values }) => values.map((row) => pointOfRow(row, columns, fields)));
      }),
  };
}

function fieldsToRead({ field }: StoredSeries, qualityField: string): string[] {
  return qualityField === '' ? [field] : [field, qualityField];
}

function pointOfRow(
  row: readonly Cell[],
  columns: readonly string[],
  fields: readonly string[],
): StoredPoint {
  const cell = (name: string | undefined): Cell => row[columns.indexOf(name ?? '')] ?? null;
  const quality = cell(fields[1]);
  return {
    t: Number(cell('time')),
    value: storedValue(cell(fields[0])),
    quality: typeof quality === 'number' ? quality : null,
  };
}

function fluxReading({ store }: InfluxConfig, link: InfluxLink): Reading {
  const query = async (q: string, signal: AbortSignal): Promise<FluxRecord[][]> => {
    const dialect = { annotations: ['datatype', 'group', 'default'], header: true, delimiter: ',' };
    const { body } = await link.ask(
      {
        method: 'POST',
        path: '/api/v2/query',
        params: { org: store.org },
        headers: { 'content-type': 'application/json', accept: 'application/csv' },
        body: JSON.stringify({ query: q, type: 'flux', dialect }),
      },
      signal,
    );
    return readAnnotatedCsv(body).map(({ records }) => [...records]);
  };
  return {
    test: async (signal) => {
      const tables = await query(
        `buckets() |> filter(fn: (r) => r.name == ${fluxText(store.bucket)}) |> limit(n: 1)`,
        signal,
      );
      if (tables.flat().length === 0)
        throw new InfluxProblem(
          'not-found',
          `There is no bucket ${store.bucket}, or this token may not read it`,
        );
      return `Connected. The bucket ${store.bucket} is there.`;
    },
    series: async (window, signal) => {
      const tables = await query(
        fluxSeriesQuery({ bucket: store.bucket, ...window }, store.measurements),
        signal,
      );
      const { field, qualityField } = store.layout;
      const found = tables.flat().slice(0, mostSeries).map(seriesOfRecord);
      return withAbsentTags(found).filter((series) =>
        field === '' ? series.field !== qualityField : series.field === field,
      );
    },
    read: (series, window, signal) =>
      pages(window, async (from) => {
        const fields = fieldsToRead(series, store.layout.qualityField);
        const ask = { ...series, bucket: store.bucket, fields, from, to: window.to, limit: pagePoints };
        return joined((await query(fluxPageQuery(ask), signal)).flat(), fields);
      }),
  };
}

const notTags: ReadonlySet<string> = new Set([
  'result',
  'table',
  '_measurement',
  '_field',
  '_value',
  '_time',
]);

function seriesOfRecord(record: FluxRecord): Omit<StoredSeries, 'absentTags'> {
  const tags = Object.entries(record).filter(
    (entry): entry is [string, string] => !notTags.has(entry[0]) && typeof entry[1] === 'string',
  );
  return {
    measurement: String(record['_measurement'] ?? ''),
    field: String(record['_field'] ?? ''),
    tags: Object.fromEntries(tags),
  };
}

/** Values and qualities come as tables of their own; a page ends where the shorter of two full ones ends. */
function joined(records: readonly FluxRecord[], fields: readonly string[]): StoredPoint[] {
  const byTime = new Map<number, { value: number | null; quality: number | null }>();
  const newest = new Map<string, { count: number; t: number }>();
  for (const record of records) {
    const field = String(record['_field'] ?? '');
    const t = Number(record['_time']);
    const seen = newest.get(field);
    newest.set(field, { count: (seen?.count ?? 0) + 1, t });
    const point = byTime.get(t) ?? { value: null, quality: null };
    if (field === fields[0]) point.value ??= storedValue(record['_value'] ?? null);
    else if (typeof record['_value'] === 'number') point.quality ??= record['_value'];
    byTime.set(t, point);
  }
  const full = [...newest.values()].filter(({ count }) => count >= pagePoints).map(({ t }) => t);
  const end = Math.min(...full, Number.MAX_SAFE_INTEGER);
  return [...byTime]
    .filter(([t]) => t <= end)
    .toSorted(([a], [b]) => a - b)
    .map(([t, point]) => ({ t, ...point }));
}

/** Pages by time. Where a page is full its last millisecond may be cut, so the next page begins with it again. */
async function* pages(
  { from, to }: StoredWindow,
  ask: (from: number) => Promise<StoredPoint[]>,
): AsyncGenerator<StoredPoint[]> {
  for (let next = from; next < to;) {
    const page = await ask(next);
    const last = page.at(-1);
    if (!last) return;
    const full = page.length >= pagePoints;
    const whole = full && last.t > next ? page.filter(({ t }) => t < last.t) : page;
    if (whole.length > 0) yield oncePerTime(whole);
    if (!full) return;
    next = last.t > next ? last.t : last.t + 1;
  }
}

/** Points that fall in one millisecond are one; the first stands. */
function oncePerTime(points: readonly StoredPoint[]): StoredPoint[] {
  return points.filter(({ t }, index) => points[index - 1]?.t !== t);
}

function withAbsentTags(found: readonly Omit<StoredSeries, 'absentTags'>[]): StoredSeries[] {
  const tagsOf = new Map<string, Set<string>>();
  for (const { measurement, tags } of found) {
    const known = tagsOf.get(measurement) ?? new Set<string>();
    for (const tag of Object.keys(tags)) known.add(tag);
    tagsOf.set(measurement, known);
  }
  return found.map((series) => ({
    ...series,
    absentTags: [...(tagsOf.get(series.measurement) ?? [])].filter((tag) => !(tag in series.tags)),
  }));
}

async function write(
  { store }: InfluxConfig,
  link: InfluxLink,
  lines: string,
  signal: AbortSignal,
): Promise<void> {
  const two = store.kind === 'influx2';
  const { database, retentionPolicy, org, bucket } = store;
  await link.askOnce(
    {
      method: 'POST',
      path: two ? '/api/v2/write' : '/write',
      params: two
        ? { org, bucket, precision: 'ms' }
        : { db: database, precision: 'ms', ...(retentionPolicy === '' ? {} : { rp: retentionPolicy }) },
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: lines,
    },
    signal,
  );
}
