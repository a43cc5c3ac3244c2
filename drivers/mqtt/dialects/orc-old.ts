import {
  jsonReader,
  parseJson,
  readFields,
  type FaultRead,
  type JsonObject,
  type JsonShape,
} from '../read-json';
import type { Dialect, PayloadRead, PayloadReader, Place } from './dialect';
import { readBatch } from './read-batch';

/** Objects read from one `sensors/all` message; the firmware sends at most 90. */
const mostObjects = 200;

function readOnline(fields: JsonObject): FaultRead {
  const raw = fields['online'];
  if (raw === undefined || raw === null || raw === true || raw === 1) return 'none';
  return raw === false || raw === 0 ? 'sensor-fault' : 'unreadable';
}

const shape: JsonShape = {
  value: 'value',
  time: 'timestamp',
  unit: 'unit',
  name: 'name',
  readFault: readOnline,
};

/** `sensors/all`: a list (bare, or as `sensors`) of objects that name their kind and id. */
const readAll: PayloadReader = (text, place) => {
  const parsed = parseJson(text);
  if (parsed === undefined) return { readings: [], problem: 'not-json' };
  const list = Array.isArray(parsed) ? parsed : (parsed as JsonObject | null)?.['sensors'];
  if (!Array.isArray(list)) return { readings: [], problem: 'wrong-fields' };
  const reads = list.slice(0, mostObjects).map((entry: unknown) => readEntry(entry, place));
  const problem = reads.find((read) => read.problem)?.problem ?? tooMany(list.length);
  const readings = reads.flatMap((read) => read.readings);
  return problem ? { readings, problem } : { readings };
};

function tooMany(length: number): 'wrong-fields' | undefined {
  return length > mostObjects ? 'wrong-fields' : undefined;
}

function readEntry(entry: unknown, place: Place): PayloadRead {
  if (typeof entry !== 'object' || entry === null) return { readings: [], problem: 'wrong-fields' };
  const fields = entry as JsonObject;
  const kind = fields['kind'] ?? fields['type'];
  const id = fields['id'];
  if (typeof kind !== 'string' || (typeof id !== 'number' && typeof id !== 'string'))
    return { readings: [], problem: 'wrong-fields' };
  return readFields(fields, shape, { ...place, tag: `${kind}/${id}`.slice(0, 300) });
}

/** ORC controller, older firmware: an `online` flag instead of `fault`. */
export const orcOld: Dialect = {
  topics: ['orcs/dev/+/sensors/#', 'bt/+/batch'],
  rules: [
    { pattern: 'orcs/dev/{unit}/sensors/all', payload: 'announcement', read: readAll },
    { pattern: 'orcs/dev/{unit}/sensors/{tag+}', payload: 'sensor', read: jsonReader(shape) },
    { pattern: 'bt/{unit}/batch', payload: 'announcement', read: readBatch },
  ],
};
