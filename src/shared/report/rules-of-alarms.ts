import { alarmFloods } from '../calc/alarm-floods';
import type { BatchFacts, ReportedAlarm } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { durationText, timeText } from './time-text';

/** A high alarm is answered within so long. */
const answeredWithinMs = 5 * 60_000;

export const alarmRules: readonly ReviewRule[] = [
  {
    id: 'RBE-24',
    text: 'High alarms were acknowledged within 5 min, none was shelved or taken out of service, and there was no flood',
    severity: 'major',
    run: (facts) => [...unanswered(facts), ...held(facts), ...floods(facts)],
  },
];

/** How one alarm went over a batch. */
export interface AlarmCourse {
  readonly alarmId: string;
  readonly words: string;
  readonly priority: ReportedAlarm['priority'];
  readonly activations: number;
  /** Longest time from an activation to its acknowledgement, ms. */
  readonly longestMs: number;
  /** Activations that stood longer than allowed, or still do. */
  readonly tooLong: number;
}

/** The alarms of a batch, one by one, in the order they first came. */
export function alarmCourses({ alarms, batch, madeAt }: BatchFacts): AlarmCourse[] {
  const end = batch.endedAt ?? madeAt;
  return [...Map.groupBy(alarms, ({ alarmId }) => alarmId)].flatMap(([alarmId, events]): AlarmCourse[] => {
    const [first] = events;
    const begun = events.filter(({ what }) => what === 'activated');
    if (!first || begun.length === 0) return [];
    const stood = begun.map(({ seenAt }) => {
      const answer = events.find((one) => one.what === 'acknowledged' && one.seenAt >= seenAt);
      return Math.max(0, (answer?.seenAt ?? Math.max(end, seenAt)) - seenAt);
    });
    return [
      {
        alarmId,
        words: first.words,
        priority: first.priority,
        activations: begun.length,
        longestMs: Math.max(...stood),
        tooLong: stood.filter((ms) => ms > answeredWithinMs).length,
      },
    ];
  });
}

function unanswered(facts: BatchFacts): Found[] {
  return alarmCourses(facts)
    .filter(({ priority, tooLong }) => tooLong > 0 && (priority === 'urgent' || priority === 'high'))
    .map(({ alarmId, words, priority, tooLong, longestMs }) => ({
      about: alarmId,
      words: `${words} (${priority}) stood unacknowledged for more than 5 min ${tooLong === 1 ? 'once' : `${tooLong} times`}, the longest ${durationText(longestMs)}`,
      ref: alarmId,
    }));
}

function held({ alarms, zone }: BatchFacts): Found[] {
  return alarms
    .filter(({ what }) => what === 'shelved' || what === 'out-of-service')
    .map(({ alarmId, words, what, seenAt, by, comment }) => ({
      about: `${alarmId}/${what}/${seenAt}`,
      words: `${words} was ${what === 'shelved' ? 'shelved' : 'taken out of service'} ${timeText(seenAt, zone)} by ${by}: ${comment}`,
      ref: alarmId,
      severity: 'minor' as const,
    }));
}

function floods({ alarms, batch, madeAt, zone }: BatchFacts): Found[] {
  const begun = alarms
    .filter(({ what }) => what === 'activated')
    .map(({ seenAt, alarmId }) => ({ at: seenAt, unitId: batch.unitId, alarmId }));
  return alarmFloods(begun, batch.endedAt ?? madeAt).map(({ from, to, count }) => ({
    about: `flood/${from}`,
    words: `A flood of ${count} alarms from ${timeText(from, zone)} ${to === null ? 'to the end' : `for ${durationText(to - from)}`}`,
  }));
}
