import {
  jsonReader,
  notAnObject,
  numberField,
  parseObject,
  toldBy,
  type FaultRead,
  type JsonObject,
  type JsonShape,
} from '../read-json';
import { readingAt } from '../reading-at';
import { readNothing, type Dialect, type PayloadReader } from './dialect';
import { readBatch } from './read-batch';

function readFault(fields: JsonObject): FaultRead {
  const raw = fields['fault'];
  if (raw === undefined || raw === null || raw === false || raw === 0) return 'none';
  return raw === true || raw === 1 ? 'sensor-fault' : 'unreadable';
}

const shape: JsonShape = { value: 'value', time: 'timestamp', unit: 'unit', name: 'name', readFault };

/** What a controller reports, and how the quantity is called; the measured value keeps the controller's own name. */
const controllerFields = [
  { key: 'pv', suffix: '', hasUnit: true },
  { key: 'setpoint', suffix: ' setpoint', hasUnit: true },
  { key: 'output', suffix: ' output', hasUnit: false },
] as const;

/** A controller's JSON: up to three readings, `.../pv`, `.../setpoint` and `.../output`. */
const readController: PayloadReader = (text, place) => {
  const fields = parseObject(text);
  if (!fields) return notAnObject(text, { ...place, tag: `${place.tag}/pv` });
  const { told, wrong } = toldBy(fields, shape);
  let problem = wrong ? ('wrong-fields' as const) : undefined;
  const given = controllerFields.filter(({ key }) => key === 'pv' || fields[key] !== undefined);
  const readings = given.map(({ key, suffix, hasUnit }) => {
    const read = numberField(fields, key);
    if (read.problem) problem ??= 'wrong-fields';
    return readingAt(place, read.value, {
      ...told,
      tag: `${place.tag}/${key}`,
      name: told.name ? `${told.name}${suffix}` : undefined,
      unit: hasUnit ? told.unit : undefined,
    });
  });
  return problem ? { readings, problem } : { readings };
};

const read = jsonReader(shape);

/** ORC controller, current firmware: one JSON object per topic, one-second times. */
export const orc: Dialect = {
  topics: ['orc/+/data/#', 'bt/+/batch'],
  rules: [
    {
      pattern: 'orc/{unit}/data/controllers/{tag+}',
      tag: 'controllers/{tag}',
      payload: 'sensor',
      read: readController,
    },
    { pattern: 'orc/{unit}/data/sensors/{tag+}', tag: 'sensors/{tag}', payload: 'sensor', read },
    { pattern: 'orc/{unit}/data/outputs/{tag+}', tag: 'outputs/{tag}', payload: 'sensor', read },
    { pattern: 'orc/{unit}/data/devices/{tag+}', tag: 'devices/{tag}', payload: 'sensor', read },
    { pattern: 'orc/{unit}/control/{tag+}', payload: 'no-reading', read: readNothing },
    { pattern: 'bt/{unit}/batch', payload: 'announcement', read: readBatch },
  ],
};
