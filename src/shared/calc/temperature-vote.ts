import { minutesWords, type SensorSuspicion } from './sensor-suspicion';
import { medianInPlace } from './statistics';
import { wrongSince } from './sustained';

/** Broth temperature as three sensors have it at one time, by tag; null where missing. */
export interface TemperatureVote {
  /** Epoch ms. */
  readonly t: number;
  readonly tempC: Readonly<Record<string, number | null>>;
}

/** Defaults of science.md D10. */
const deviationC = 0.5;
const holdMs = 5 * 60_000;

/**
 * The sensors that have been more than 0.5 °C from the median of the three for 5 min. Two sensors alone cannot outvote
 * each other: where they differ both are suspected.
 */
export function temperatureVote(votes: readonly TemperatureVote[]): SensorSuspicion | null {
  const last = votes.at(-1);
  if (!last) return null;
  const tags = [...new Set(votes.flatMap(({ tempC }) => Object.keys(tempC)))];
  const found = tags.flatMap((tag) => {
    const since = wrongSince(
      votes.map((vote) => ({ t: vote.t, wrong: isOff(vote, tag) })),
      holdMs,
    );
    return since === null ? [] : [{ tag, since, off: Math.abs(deviation(last, tag) ?? 0) }];
  });
  const suspects = found.toSorted((a, b) => b.off - a.off);
  const worst = suspects[0];
  if (!worst) return null;
  const since = Math.min(...suspects.map((each) => each.since));
  const figures = Object.entries(last.tempC).map(([tag, tempC]) => `${tag} ${tempC?.toFixed(2) ?? '–'} °C`);
  return {
    check: 'temperature-vote',
    suspects: suspects.map(({ tag }) => tag),
    since,
    evidence: `${figures.join(', ')} for ${minutesWords(since, last.t)}`,
  };
}

function isOff(vote: TemperatureVote, tag: string): boolean | null {
  const off = deviation(vote, tag);
  return off === null ? null : Math.abs(off) > deviationC;
}

/** From the median of all; of two, from the other. Null where there is nothing to compare with. */
function deviation({ tempC }: TemperatureVote, tag: string): number | null {
  const own = tempC[tag] ?? null;
  const known = Object.values(tempC).flatMap((value) =>
    value !== null && Number.isFinite(value) ? [value] : [],
  );
  if (own === null || !Number.isFinite(own) || known.length < 2) return null;
  if (known.length === 2) return 2 * own - known.reduce((sum, value) => sum + value, 0);
  const middle = medianInPlace(Float64Array.from(known));
  return middle === null ? null : own - middle;
}
