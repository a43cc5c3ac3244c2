import type { CalibrationReading } from '../../../shared/contract/calibrations';
import type { CalibrationRun } from '../../../shared/model/calibration-run';
import type { CalibrationParts } from './create-calibrations';
import { stillness } from './run-steps';

const shownMs = 120_000;

/** What the probe gives now, and how still it stands in the point that is measured. */
export function readingOf({ deps, tap }: CalibrationParts, run: CalibrationRun): CalibrationReading {
  const channel = deps.plant.channel(run.channelId);
  const newest = channel && deps.latest(channel.series);
  const series = channel?.series ?? 0;
  const open = run.points.find(({ takenAt }) => takenAt === null);
  const all = tap.since(series, Number.NEGATIVE_INFINITY);
  const last = all.t.at(-1) ?? 0;
  const recent = tap.since(series, Math.max(last - shownMs, run.plantStartedAt));
  const still = open ? stillness(run, tap.since(series, open.startedAt)) : null;
  return {
    raw: all.value.at(-1) ?? null,
    shown: newest?.value ?? null,
    ageMs: newest ? Math.max(0, deps.now() - newest.seenAt) : null,
    progress: still?.progress ?? 0,
    mean: still?.mean ?? null,
    drift: still?.drift ?? null,
    noise: still?.noise ?? null,
    samples: still?.samples ?? 0,
    stable: still?.stable ?? false,
    t: recent.t,
    value: recent.value,
  };
}
