import type { Channel } from '../../../shared/model/channel';
import type { Freshness } from '../../../shared/model/freshness';
import { freshnessOf } from '../../../shared/model/freshness';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import type { Latest } from '../../station/live-store';
import { tr } from '../../strings/translate';

export type Severity = 'alarm' | 'warn' | 'note';

/** One sentence about what is not as it should be, and the tags it is about. */
export interface Attention {
  readonly severity: Severity;
  readonly words: string;
  readonly tags: readonly string[];
}

export interface UnitJudgement {
  readonly attention: readonly Attention[];
  /** Of the unit as a whole: as fresh as its most lively sensor. */
  readonly freshness: Freshness;
  /** What the freshness mark says where it is not fresh; empty where its own word is enough. */
  readonly freshnessWords: string;
}

type Judged = Pick<Channel, 'tag' | 'name' | 'kind' | 'series' | 'cadenceMs'>;

interface Finding {
  readonly severity: Severity;
  readonly reason: string;
  readonly channel: Judged;
}

/**
 * Ends of an interval and deviations follow the value they are about: its sentence is enough. What people measure at the
 * bench comes when they come, and not every plant has a model of its dry weight.
 */
const unjudged = /_(?:low|high|sigma|offline|model|features|shadow)$|^DCW_pred$/;

/** What comes less often than this comes when somebody makes a test. */
const seldomMs = 3_600_000;

/** Computed for a running batch only. */
const ofBatch: ReadonlySet<Judged['kind']> = new Set(['derived', 'predicted', 'state']);

/**
 * When instruments last said something, by their own time: an import brings what is long past, and nothing of today.
 * Null where they never did.
 */
export function newestMoment(
  channels: readonly Pick<Judged, 'series'>[],
  latest: (series: number) => Pick<Latest, 't' | 'seenAt'> | undefined,
): number | null {
  const moments = channels.flatMap(({ series }) => {
    const sample = latest(series);
    return sample ? [Math.min(sample.t, sample.seenAt)] : [];
  });
  return moments.length === 0 ? null : Math.max(...moments);
}

/** Without a batch, a unit that is silent for longer than this is at rest. */
const restAfterMs = 24 * 3_600_000;

/** True where silence is nothing to worry about: no batch runs, and nothing has arrived for a day. */
export function isAtRest(batchRuns: boolean, lastSeenAt: number | null, now: number): boolean {
  return !batchRuns && lastSeenAt !== null && now - lastSeenAt > restAfterMs;
}

/** Reasons that are a normal part of a young culture: said, but not in colour. */
const expectedReasons: ReadonlySet<string> = new Set(['low-signal', 'missing-input', 'bad-input']);

/** What we compute has no instrument that could be beyond its range: said, but not in colour. */
const rangeReasons: ReadonlySet<string> = new Set(['below-range', 'above-range']);

/**
 * What of a unit needs a person. A silent unit is one sentence, not one for every channel: the cause comes first.
 * @param latest newest sample of a series, if any
 * @param now station's time, epoch ms
 * @param clockText how a moment is written
 * @param batchRuns without a batch nothing is computed, and a day of silence is rest
 */
export function judgeUnit(
  channels: readonly Judged[],
  latest: (series: number) => Latest | undefined,
  now: number,
  clockText: (ms: number) => string,
  batchRuns: boolean,
): UnitJudgement {
  const measured = channels.filter((channel) => channel.kind === 'measured');
  const lastSeenAt = newest(measured, latest);
  const freshness = freshnessOf(lastSeenAt, 1000, now);
  if (lastSeenAt === null) {
    const attention = [{ severity: 'note', words: tr('No data yet from this unit'), tags: [] } as const];
    return { attention, freshness, freshnessWords: '' };
  }
  if (freshness !== 'fresh' && isAtRest(batchRuns, newestMoment(measured, latest), now)) {
    const attention = [{ severity: 'note', words: tr('No batch is running'), tags: [] } as const];
    return { attention, freshness: 'never', freshnessWords: tr('At rest') };
  }
  if (freshness !== 'fresh') {
    const severity = freshness === 'lost' ? 'alarm' : 'warn';
    const words = tr('Nothing arrives from this unit since {clockText}', {
      clockText: clockText(lastSeenAt),
    });
    return {
      attention: [{ severity, words, tags: [] }],
      freshness,
      freshnessWords: tr('Silent since {clockText}', { clockText: clockText(lastSeenAt) }),
    };
  }
  const findings = channels
    .filter(
      (channel) =>
        !unjudged.test(channel.tag) &&
        channel.cadenceMs < seldomMs &&
        (batchRuns || !ofBatch.has(channel.kind)),
    )
    .flatMap((channel) => findingOf(channel, latest(channel.series), now, clockText) ?? []);
  return { attention: grouped(findings), freshness, freshnessWords: '' };
}

/**
 * Without its station a window knows nothing of a unit, good or bad: the link is the cause, and it is said once above.
 * @param since when the link was lost, as it is written
 */
export function unknownState(since: string): UnitJudgement {
  const words = tr('State unknown: no connection to the station');
  return {
    attention: [{ severity: 'note', words, tags: [] }],
    freshness: 'stale',
    freshnessWords: tr('As of {since}', { since }),
  };
}

function newest(channels: readonly Judged[], latest: (series: number) => Latest | undefined): number | null {
  const seen = channels.flatMap((channel) => latest(channel.series)?.seenAt ?? []);
  return seen.length === 0 ? null : Math.max(...seen);
}

function findingOf(
  channel: Judged,
  sample: Latest | undefined,
  now: number,
  clockText: (ms: number) => string,
): Finding | null {
  if (sample === undefined) return { severity: 'note', reason: tr('No value yet'), channel };
  const freshness = freshnessOf(sample.seenAt, channel.cadenceMs, now);
  if (freshness !== 'fresh') {
    const lost = freshness === 'lost' && channel.kind === 'measured';
    return {
      severity: lost ? 'alarm' : 'warn',
      reason: tr('No value since {clockText}', { clockText: clockText(sample.seenAt) }),
      channel,
    };
  }
  const level = qualityLevel(sample.quality);
  if (level === 'good') return null;
  const { id, words } = qualityOf(sample.quality);
  const expected =
    (channel.kind !== 'measured' && expectedReasons.has(id)) ||
    (channel.kind === 'derived' && rangeReasons.has(id));
  return { severity: expected ? 'note' : level === 'bad' ? 'alarm' : 'warn', reason: words, channel };
}

const rank: Readonly<Record<Severity, number>> = { alarm: 0, warn: 1, note: 2 };
const namedAtMost = 4;

/** One sentence per reason, the gravest first. */
function grouped(findings: readonly Finding[]): Attention[] {
  const groups = Map.groupBy(findings, (finding) => `${finding.severity} ${finding.reason}`);
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members;
      if (!first) return [];
      const names = members.map((member) => member.channel.name);
      const more = names.length - namedAtMost;
      const listed =
        more > 1 ? `${names.slice(0, namedAtMost).join(', ')} and ${more} more` : names.join(', ');
      return [
        {
          severity: first.severity,
          words: `${listed}: ${lowerFirst(first.reason)}`,
          tags: members.map((member) => member.channel.tag),
        },
      ];
    })
    .toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
