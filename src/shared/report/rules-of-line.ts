import type { BatchFacts, ReportedSeries } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { durationText, timeText } from './time-text';

const longestGapMs = 60_000;
const leastCompletePct = 99;

export const lineRules: readonly ReviewRule[] = [
  {
    id: 'RBE-04',
    text: 'Process parameters stayed within the limits of the recipe',
    severity: 'major',
    run: (facts) => withSeries(facts, (series) => outsideLimits(series, facts)),
  },
  {
    id: 'RBE-14',
    text: 'Links to sources and instruments held through the batch',
    severity: 'minor',
    run: ({ events, zone }) =>
      events
        .filter(({ kind, severity }) => kind.startsWith('source-') && severity !== 'info')
        .map(({ id, at, words }) => ({ about: String(id), words: `${timeText(at, zone)}: ${words}` })),
  },
  {
    id: 'RBE-16',
    text: 'The batch was not aborted',
    severity: 'major',
    run: ({ batch, moves }) =>
      batch.aborted
        ? [
            {
              about: 'aborted',
              words: `The batch was aborted: ${moves.find(({ move }) => move === 'abort')?.reason ?? 'no reason is kept'}`,
            },
          ]
        : [],
  },
  {
    id: 'RBE-21',
    text: 'No gap above 60 s in a process parameter, and at least 99 % recorded',
    severity: 'major',
    run: (facts) => withSeries(facts, (series) => gapsOf(series, facts)),
  },
  {
    id: 'RBE-08',
    text: 'No error of the station or its instruments during the batch',
    severity: 'minor',
    run: ({ events, zone }) =>
      events
        .filter(({ severity, kind }) => severity === 'error' && !kind.startsWith('source-'))
        .map(({ id, at, words }) => ({ about: String(id), words: `${timeText(at, zone)}: ${words}` })),
  },
  {
    id: 'RBE-25',
    text: 'Every change seen on the line has a record',
    severity: 'major',
    run: ({ proposals }) =>
      proposals
        .filter(({ state }) => state !== 'confirmed')
        .map(({ id, title, state, reason }) => ({
          about: id,
          words:
            state === 'open'
              ? `${title}: seen on the line, no record yet`
              : `${title}: rejected because ${reason ?? 'no reason is kept'}`,
          severity: state === 'open' ? ('major' as const) : ('minor' as const),
          ref: id,
        })),
  },
];

function withSeries(
  { series, batch }: BatchFacts,
  run: (series: ReportedSeries) => Found[],
): readonly Found[] | { readonly cannot: string } {
  if (batch.t0 === null) return [];
  if ('problem' in series) return { cannot: series.problem };
  if (series.length === 0) return { cannot: 'no process parameter of this batch was recorded' };
  return series.flatMap(run);
}

function outsideLimits({ tag, name, unit, normal, t, mean }: ReportedSeries, facts: BatchFacts): Found[] {
  if (!normal) return [];
  const { t0, endedAt } = facts.batch;
  const end = endedAt ?? facts.madeAt;
  let outsideMs = 0;
  let area = 0;
  let worst = 0;
  for (let at = 0; at < t.length; at += 1) {
    const [value, time] = [mean[at], t[at] ?? 0];
    if (value === null || value === undefined || time < (t0 ?? 0) || time >= end) continue;
    const beyond = Math.max(normal.low - value, value - normal.high);
    if (beyond <= 0) continue;
    const width = Math.min(t[at + 1] ?? time, end) - time;
    outsideMs += width;
    area += (beyond * width) / 3_600_000;
    worst = Math.max(worst, beyond);
  }
  if (outsideMs === 0) return [];
  return [
    {
      about: tag,
      words: `${name} was outside ${normal.low} to ${normal.high} ${unit} for ${durationText(outsideMs)}, by up to ${worst.toPrecision(2)} ${unit} (area ${area.toPrecision(2)} ${unit}·h)`,
      ref: tag,
    },
  ];
}

function gapsOf({ tag, name, holes }: ReportedSeries, { batch, madeAt }: BatchFacts): Found[] {
  const from = batch.t0 ?? 0;
  const to = batch.endedAt ?? madeAt;
  const open = holes.filter(({ fill, cause }) => fill === null && cause !== 'not-expected');
  const missingMs = open.reduce(
    (sum, hole) => sum + Math.max(0, Math.min(hole.to, to) - Math.max(hole.from, from)),
    0,
  );
  const pct = to > from ? 100 - (100 * missingMs) / (to - from) : 100;
  const long = open.filter((hole) => hole.to - hole.from > longestGapMs);
  if (long.length === 0 && pct >= leastCompletePct) return [];
  const longest = Math.max(0, ...long.map((hole) => hole.to - hole.from));
  return [
    {
      about: tag,
      words: `${name}: ${pct.toFixed(1)} % recorded, ${long.length} ${long.length === 1 ? 'gap' : 'gaps'} above 60 s${longest > 0 ? `, the longest ${durationText(longest)}` : ''}`,
      ref: tag,
    },
  ];
}
