import type { Channel } from '../../../shared/model/channel';
import type { CalibrationsDeps } from './calibrations-deps';

const mostSamples = 4000;

const orNull = (column: Float64Array): (number | null)[] =>
  Array.from(column, (value) => (Number.isNaN(value) ? null : value));

/** The newest minutes of a channel as recorded and as shown, each thinned out to what a table or a small plot takes. */
export async function compareRaw({ historian, latest }: CalibrationsDeps, channel: Channel, minutes: number) {
  const to = (latest(channel.series)?.t ?? 0) + 1;
  const ask = { series: channel.series, from: to - minutes * 60_000, to, limit: mostSamples };
  const [raw, shown] = await Promise.all([historian.raw(ask), historian.raw({ ...ask, corrected: true })]);
  // Both are of the same samples; one that arrived between the two looks is left out.
  const rows = Math.min(raw.t.length, shown.t.length);
  return {
    t: Array.from(raw.t.subarray(0, rows)),
    raw: orNull(raw.value.subarray(0, rows)),
    shown: orNull(shown.value.subarray(0, rows)),
    quality: Array.from(raw.quality.subarray(0, rows)),
  };
}
