import { cadenceS } from './dialects/encoder';
import type { Encoder, WireMessage } from './dialects/encoder';
import type { Plant } from './plant/plant';
import { columns } from './plant/read-truth';
import { sensorStates } from './plant/sensors';

/**
 * Hands on every message that is due at the plant's present second.
 * @param t plant time of this second, epoch ms
 */
export function tellReadings(
  plant: Pick<Plant, 'ageS' | 'sensors' | 'setPoints' | 'tags'>,
  encoder: Encoder,
  t: number,
  send: (message: WireMessage) => void,
): void {
  const { value, state } = plant.sensors();
  const points = plant.setPoints();
  const loops = {
    phSetPoint: points.ph,
    doSetPoint: points.doPct,
    baseMlMin: value[columns.base] ?? 0,
    stirrerRpm: value[columns.stirSet] ?? 0,
  };
  const ageS = plant.ageS();
  for (let column = 0; column < plant.tags.length; column++) {
    if (ageS % (cadenceS[column] ?? 1) !== 0 || state[column] === sensorStates.silent) continue;
    const fault = state[column] === sensorStates.fault;
    send(encoder.encode({ column, value: value[column] ?? 0, fault, t }, loops));
  }
}
