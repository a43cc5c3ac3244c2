import { measuredTags } from '../../../shared/model/channel-catalogue';
import { qualityCode } from '../../../shared/model/quality';
import { cadenceS, quotedUnits } from './encoder';
import type { Encoder } from './encoder';

const sensorFault = qualityCode('sensor-fault');

/** Our own JSON: `bt/<unit>/<tag>` with `{t, v, q, seq, u}`. `seq` counts the messages of its topic. */
export function btEncoder(unitKey: string): Encoder {
  const topics = measuredTags.map((tag) => `bt/${unitKey}/${tag}`);
  return {
    unitKey,
    batchTopic: `bt/${unitKey}/batch`,
    encode: ({ column, value, fault, t }) => {
      const seq = Math.floor(t / 1000 / (cadenceS[column] ?? 1));
      const q = fault ? sensorFault : 0;
      return {
        topic: topics[column] ?? '',
        payload: `{"t":${t},"v":${value},"q":${q},"seq":${seq},"u":${quotedUnits[column]}}`,
      };
    },
  };
}
