import { vesselScales } from '../../../src/shared/model/channel-catalogue';
import { vesselFactsSchema } from '../../../src/shared/model/vessel-facts';
import type { BatchAnnouncement } from '../../driver';
import { parseObject, textField, type JsonObject } from '../read-json';
import { readTime, unreadableTime } from '../read-time';
import type { PayloadReader } from './dialect';

const wrong = { readings: [], problem: 'wrong-fields' } as const;

/** A batch announced by its source: `{batch, name, inoculatedAt, endedAt?, simulated, scale?, startVolumeL?, vessel?}`. */
export const readBatch: PayloadReader = (text, place) => {
  const fields = parseObject(text);
  if (!fields) return { readings: [], problem: 'not-json' };
  const batchId = textField(fields, 'batch');
  const inoculatedAt = readTime(fields['inoculatedAt']);
  if (!batchId || batchId.length > 80 || !inoculatedAt || inoculatedAt < 0) return wrong;
  const endedAt = readTime(fields['endedAt']);
  if (endedAt === unreadableTime) return wrong;
  const batch: BatchAnnouncement = {
    unitKey: place.unitKey,
    batchId,
    name: (textField(fields, 'name') ?? batchId).slice(0, 80),
    inoculatedAt,
    endedAt,
    simulated: fields['simulated'] === true,
    ...vesselOf(fields),
  };
  return { readings: [], batch };
};

function vesselOf(fields: JsonObject): Pick<BatchAnnouncement, 'scale' | 'startVolumeL' | 'vessel'> {
  const scale = vesselScales.find((known) => known === fields['scale']);
  const volume = fields['startVolumeL'];
  const volumeKnown = typeof volume === 'number' && volume > 0 && volume <= 100_000;
  const vessel = vesselFactsSchema.safeParse(fields['vessel']);
  return {
    ...(scale ? { scale } : {}),
    ...(volumeKnown ? { startVolumeL: volume } : {}),
    ...(vessel.success && Object.keys(vessel.data).length > 0 ? { vessel: vessel.data } : {}),
  };
}
