import { z } from 'zod';
import { InfluxProblem } from './influx-problem';
import type { SeriesKey } from './series-key';

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const answerSchema = z.object({
  error: z.string().optional(),
  results: z
    .array(
      z.object({
        error: z.string().optional(),
        series: z
          .array(
            z.object({
              name: z.string().optional(),
              columns: z.array(z.string()),
              values: z.array(z.array(cellSchema)).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

export type Cell = z.infer<typeof cellSchema>;

export interface ResultSeries {
  readonly name: string;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

/**
 * Reads an answer of `/query`, which with `chunked=true` is several JSON texts, one a line. Without it a server may cut
 * the answer at its own row limit.
 * @throws InfluxProblem where the server says in the answer itself that the query failed
 */
export function readQueryAnswer(text: string): ResultSeries[] {
  const found: ResultSeries[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const answer = parsed(line);
    if (answer.error !== undefined) throw queryProblem(answer.error);
    for (const { error, series } of answer.results ?? []) {
      if (error !== undefined) throw queryProblem(error);
      for (const { name, columns, values } of series ?? [])
        found.push({ name: name ?? '', columns, values: values ?? [] });
    }
  }
  return found;
}

function parsed(line: string): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(line));
  } catch {
    throw new InfluxProblem('unreadable', 'The answer is not one of InfluxDB; it may be cut off');
  }
}

function queryProblem(words: string): InfluxProblem {
  return new InfluxProblem(/not found/.test(words) ? 'not-found' : 'query', words);
}

/** A name in InfluxQL. */
export function identifier(name: string): string {
  return `"${name.replace(/[\\"]/g, (letter) => `\\${letter}`).replaceAll('\n', '\\n')}"`;
}

/** A text in InfluxQL. */
export function textLiteral(text: string): string {
  return `'${text.replace(/[\\']/g, (letter) => `\\${letter}`).replaceAll('\n', '\\n')}'`;
}

/** What a page of one series is asked with. */
export interface PageAsk extends SeriesKey {
  readonly retentionPolicy: string;
  readonly fields: readonly string[];
  /** Tags that other series of the measurement have and this one has not. */
  readonly absentTags: readonly string[];
  /** `from` included, `to` not, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** The query for a page of one series, oldest first. */
export function pageQuery(ask: PageAsk): string {
  const source = [ask.retentionPolicy, ask.measurement].filter((name) => name !== '').map(identifier);
  const where = [
    `time >= ${ask.from}ms`,
    `time < ${ask.to}ms`,
    ...Object.entries(ask.tags).map(([name, value]) => `${identifier(name)} = ${textLiteral(value)}`),
    ...ask.absentTags.map((name) => `${identifier(name)} = ''`),
  ];
  const fields = ask.fields.map(identifier).join(', ');
  return `SELECT ${fields} FROM ${source.join('.')} WHERE ${where.join(' AND ')} ORDER BY time ASC LIMIT ${ask.limit}`;
}

/** The query for the series of a database; of some measurements where they are named. */
export function seriesQuery(database: string, measurements: readonly string[], limit: number): string {
  return `SHOW SERIES ON ${identifier(database)}${fromClause(measurements)} LIMIT ${limit}`;
}

/** The query for the fields of measurements and their types. */
export function fieldsQuery(database: string, measurements: readonly string[]): string {
  return `SHOW FIELD KEYS ON ${identifier(database)}${fromClause(measurements)}`;
}

function fromClause(measurements: readonly string[]): string {
  return measurements.length === 0 ? '' : ` FROM ${measurements.map(identifier).join(', ')}`;
}
