import type { Reading } from '../../src/shared/model/reading';
import type { RefusalKind } from '../driver';
import { readingAt, type Told } from './reading-at';
import type { PayloadRead, PayloadReader, Place } from './dialects/dialect';
import { readTime, unreadableTime } from './read-time';

export type JsonObject = Readonly<Record<string, unknown>>;
type Fault = NonNullable<Reading['fault']>;

/** What a quality field says: nothing against the value, a fault, or something unreadable. */
export type FaultRead = Fault | 'none' | 'unreadable';

/** Names of the fields of a JSON dialect; further fields are allowed and ignored. */
export interface JsonShape {
  readonly value: string;
  readonly time: string;
  readonly unit: string;
  readonly name?: string;
  readonly seq?: string;
  readonly readFault: (fields: JsonObject) => FaultRead;
}

/** The object a text holds, or null. */
export function parseObject(text: string): JsonObject | null {
  const parsed = parseJson(text);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as JsonObject)
    : null;
}

/** What a JSON text holds; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A field that should be text; null where it is something else. */
export function textField(fields: JsonObject, key: string | undefined): string | undefined | null {
  const raw = key === undefined ? undefined : fields[key];
  if (raw === undefined || raw === null) return undefined;
  return typeof raw === 'string' ? raw.slice(0, 200) : null;
}

/** A field that should be a finite number. `problem` is set where it is missing or something else; null is allowed. */
export function numberField(
  fields: JsonObject,
  key: string,
): { readonly value: number | null; readonly problem?: RefusalKind } {
  const raw = fields[key];
  if (raw === null) return { value: null };
  if (typeof raw !== 'number') return { value: null, problem: 'wrong-fields' };
  return Number.isFinite(raw) ? { value: raw } : { value: null, problem: 'not-a-number' };
}

/** What a JSON object tells beside its value, and whether any of those fields was of the wrong type. */
export function toldBy(
  fields: JsonObject,
  shape: JsonShape,
): { readonly told: Told; readonly wrong: boolean } {
  const name = textField(fields, shape.name);
  const unit = textField(fields, shape.unit);
  const sourceTime = readTime(fields[shape.time]);
  const seq = shape.seq === undefined ? undefined : fields[shape.seq];
  const fault = shape.readFault(fields);
  const seqWrong = seq !== undefined && seq !== null && !Number.isSafeInteger(seq);
  const timeWrong = sourceTime === unreadableTime && fields[shape.time] !== unreadableTime;
  return {
    told: {
      name: name ?? undefined,
      unit: unit ?? undefined,
      sourceTime,
      seq: typeof seq === 'number' && !seqWrong ? seq : undefined,
      fault: fault === 'none' ? undefined : fault === 'unreadable' ? 'uncertain-source' : fault,
    },
    wrong: name === null || unit === null || seqWrong || timeWrong || fault === 'unreadable',
  };
}

/** One value in one JSON object. */
export function readFields(fields: JsonObject, shape: JsonShape, place: Place): PayloadRead {
  const { value, problem } = numberField(fields, shape.value);
  const { told, wrong } = toldBy(fields, shape);
  const readings = [readingAt(place, value, told)];
  const found = problem ?? (wrong ? 'wrong-fields' : undefined);
  return found ? { readings, problem: found } : { readings };
}

/** A reader of payloads that hold one value in one JSON object. */
export function jsonReader(shape: JsonShape): PayloadReader {
  return (text, place) => {
    const fields = parseObject(text);
    return fields ? readFields(fields, shape, place) : notAnObject(text, place);
  };
}

/** The answer to a sensor's payload that is no JSON object. */
export function notAnObject(text: string, place: Place): PayloadRead {
  const problem = parseJson(text) === undefined ? 'not-json' : 'wrong-fields';
  return { readings: [readingAt(place, null)], problem };
}
