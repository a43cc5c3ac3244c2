import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { holeCauseSchema } from '../../../../shared/model/hole';
import type {
  CompletenessKeep,
  CompletenessUpdate,
  HoleSpan,
  SourceMark,
  StationRun,
  TrackedChannel,
} from './completeness-keep';

const markSchema = z.object({
  source: z.string(),
  at: z.number(),
  state: z.enum(['online', 'offline', 'starting', 'off', 'silent']),
});

interface SpanRow {
  readonly fromT: number;
  readonly toT: number;
  readonly cause: string;
  readonly filledFrom: string | null;
  readonly filledAt: number | null;
}

/** The completeness ledger over an open, migrated records.db. */
export function completenessIn(db: Database): CompletenessKeep {
  const channels = db.prepare<[], TrackedChannel>(
    `SELECT series, source, cadence_ms AS cadenceMs, first_t AS firstT, last_t AS lastT, last_seen AS lastSeen,
       bad_since AS badSince FROM tracked_channel ORDER BY series`,
  );
  // A span never overlaps another of its series, so the one before the window is enough to look at.
  const spans = db.prepare<[number, number, number, number, number], SpanRow>(
    `SELECT from_t AS fromT, to_t AS toT, cause, filled_from AS filledFrom, filled_at AS filledAt FROM hole_span
     WHERE series = ? AND from_t < ? AND to_t > ? AND from_t >= coalesce(
       (SELECT max(from_t) FROM hole_span WHERE series = ? AND from_t <= ?), 0) ORDER BY from_t`,
  );
  const runs = db.prepare<[number], StationRun>(
    'SELECT started_at AS startedAt, alive_to AS aliveTo FROM station_run WHERE alive_to > ? ORDER BY started_at',
  );
  const first = db.prepare<[], number | null>('SELECT min(started_at) FROM station_run').pluck();
  const marks = db.prepare<[string, number, string, number], SourceMark>(
    `SELECT source, at, state FROM source_mark WHERE source = ? AND at < ? AND at >= coalesce(
       (SELECT max(at) FROM source_mark WHERE source = ? AND at <= ?), 0) ORDER BY at`,
  );
  const update = updating(db);
  return {
    trackedChannels: () => channels.all(),
    updateCompleteness: (given) => update(given),
    holeSpans: (series, { from, to }) => spans.all(series, to, from, series, from).map(toSpan),
    stationRuns: (from) => runs.all(from),
    firstRun: () => first.get() ?? null,
    sourceMarks: (source, { from, to }) =>
      marks.all(source, to, source, from).map((row) => markSchema.parse(row)),
  };
}

function toSpan({ fromT, toT, cause, filledFrom, filledAt }: SpanRow): HoleSpan {
  return {
    from: fromT,
    to: toT,
    cause: holeCauseSchema.parse(cause),
    fill: filledFrom === null || filledAt === null ? null : { source: filledFrom, at: filledAt },
  };
}

function updating(db: Database): (update: CompletenessUpdate) => void {
  const putRun = db.prepare<[StationRun]>(
    `INSERT INTO station_run (started_at, alive_to) VALUES (@startedAt, @aliveTo)
     ON CONFLICT (started_at) DO UPDATE SET alive_to = max(alive_to, excluded.alive_to)`,
  );
  const putChannel = db.prepare<[TrackedChannel]>(
    `INSERT OR REPLACE INTO tracked_channel (series, source, cadence_ms, first_t, last_t, last_seen, bad_since)
     VALUES (@series, @source, @cadenceMs, @firstT, @lastT, @lastSeen, @badSince)`,
  );
  const putMark = db.prepare<[SourceMark]>(
    'INSERT OR REPLACE INTO source_mark (source, at, state) VALUES (@source, @at, @state)',
  );
  const clear = db.prepare<[number, number, number]>(
    'DELETE FROM hole_span WHERE series = ? AND from_t >= ? AND from_t < ?',
  );
  const putSpan = db.prepare<[number, number, number, string, string | null, number | null]>(
    'INSERT INTO hole_span (series, from_t, to_t, cause, filled_from, filled_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const one = db.transaction(({ run, channels, marks, changes }: CompletenessUpdate) => {
    putRun.run(run);
    for (const channel of channels) putChannel.run(channel);
    for (const mark of marks) putMark.run(mark);
    for (const { series, from, to, spans } of changes) {
      clear.run(series, from, to);
      for (const span of spans)
        putSpan.run(series, span.from, span.to, span.cause, span.fill?.source ?? null, span.fill?.at ?? null);
    }
  });
  return (update) => one.immediate(update);
}
