import { lineOf } from '../../../../drivers/influx/line-protocol';
import type { Channel } from '../../../shared/model/channel';

/** A recorded sample as it goes to a store. */
export interface ForwardedSample {
  readonly series: number;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

/** Points of one queued batch, and of one request, at most. */
export const batchPoints = 5000;

/**
 * A sample in our own layout: measurement = unit, tag `channel`, fields `value` and `quality`; simulated units carry a
 * tag that says so. The quality is written always: a point written again must not keep an older one.
 */
export function sampleLine(
  channel: Channel,
  simulated: boolean,
  { t, value, quality }: ForwardedSample,
): string {
  return lineOf({
    measurement: channel.unitId,
    tags: { channel: channel.tag, ...(simulated ? { simulated: 'true' } : {}) },
    fields: { ...(value === null ? {} : { value }), quality: BigInt(quality) },
    time: t,
  });
}
