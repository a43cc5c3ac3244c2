import { measuredTags } from '../../../shared/model/channel-catalogue';
import { isoSeconds, macOf, quotedUnits } from './encoder';
import type { Encoder, LoopFacts } from './encoder';

/** Objects with a place of their own in the controller's index (field.md 2.3); the others are devices from 50 on. */
const places: Readonly<Record<string, string>> = {
  Temp_Broth: 'sensors/temperature/1',
  Temp_pH_Probe: 'sensors/temperature/2',
  Temp_DO_Probe: 'sensors/temperature/3',
  Temp_Stirrer_Motor: 'sensors/temperature/4',
  Temp_Exhaust: 'sensors/temperature/5',
  Weight: 'sensors/adc/8',
  Reactor_Pressure: 'sensors/adc/9',
  pH: 'controllers/ph/43',
  DO: 'controllers/do/48',
};
const firstDevice = 50;

interface Loop {
  readonly setpoint: number;
  readonly output: number;
  readonly kP: number;
  readonly kI: number;
}

function loopOf(tag: string, facts: LoopFacts): Loop | undefined {
  if (tag === 'pH') return { setpoint: facts.phSetPoint, output: facts.baseMlMin, kP: 15, kI: 0 };
  if (tag === 'DO') return { setpoint: facts.doSetPoint, output: facts.stirrerRpm, kP: 0.006, kI: 0.00035 };
  return undefined;
}

function faultText(fault: boolean): string {
  return fault ? '"fault":true,"message":"Sensor loop broken"' : '"fault":false,"message":""';
}

/** The ORC controller's JSON of today. */
export function orcEncoder(unitNumber: number): Encoder {
  const unitKey = macOf(unitNumber);
  const devices = measuredTags.filter((tag) => !(tag in places));
  const topics = measuredTags.map(
    (tag) => `orc/${unitKey}/data/${places[tag] ?? `devices/${firstDevice + devices.indexOf(tag)}`}`,
  );
  return {
    unitKey,
    batchTopic: `bt/${unitKey}/batch`,
    encode: ({ column, value, fault, t }, facts) => {
      const tag = measuredTags[column] ?? '';
      const head = `{"timestamp":"${isoSeconds(t)}","name":"${tag}"`;
      const loop = loopOf(tag, facts);
      const body = loop
        ? `"enabled":true,"setpoint":${loop.setpoint},"pv":${value},"output":${loop.output},"unit":${quotedUnits[column]},"method":"PID","kP":${loop.kP},"kI":${loop.kI},"kD":0`
        : `"value":${value},"unit":${quotedUnits[column]}`;
      return { topic: topics[column] ?? '', payload: `${head},${body},${faultText(fault)}}` };
    },
  };
}
