import type { StoredPoint } from '../../../../drivers/influx/influx-store';
import type { Channel } from '../../../shared/model/channel';
import { worstQuality } from '../../../shared/model/quality';
import { createJudge, judge } from '../check/judge';
import type { RecordedSample } from '../record/recorded-sample';

/** Clocks differ; what lies further ahead than this was not measured. */
const aheadMs = 5000;

export type LateJudge = (points: readonly StoredPoint[], seenAt: number, origin: number) => RecordedSample[];

/**
 * Makes the check of one stretch of one channel, with a memory of its own: what is filled in must not change how the
 * values of now are judged. A doubt that came with the value and our own are weighed alike.
 */
export function lateJudge(channel: Channel): LateJudge {
  const state = createJudge(channel);
  return (points, seenAt, origin) =>
    points
      .filter(({ t }) => t <= seenAt + aheadMs)
      .map(({ t, value, quality }) => {
        const { unitId, tag } = channel;
        const sample = judge(state, channel, {
          unitKey: unitId,
          tag,
          value,
          sourceTime: t,
          seenTime: seenAt,
        });
        const given = quality ?? 0;
        const whole = Number.isSafeInteger(given) && given > 0 ? given : 0;
        const withheld = sample.value === null && whole !== 0;
        return {
          ...sample,
          quality: withheld ? whole : worstQuality(whole, sample.quality),
          seenAt,
          origin,
        };
      });
}
