import type {
  CompletenessKeep,
  HoleSpan,
  MarkState,
  SourceMark,
  Span,
  SpanChange,
  StationRun,
} from '../record/completeness/completeness-keep';
import { causesOf, type CausedSpan } from './cause-line';
import { mergedHoles, without } from './spans';
import { keptOf, type Tracked } from './tracked';

/** The ledger's writing side: gathers what changed, and answers with what is written and what waits. */
export interface LedgerBook {
  mark(source: string, state: MarkState, at: number): void;
  change(change: SpanChange): void;
  /** Spans that touch a window, whole. */
  spans(series: number, window: Span): HoleSpan[];
  /** Adds spans where the ledger says nothing yet. */
  add(series: number, spans: readonly HoleSpan[]): void;
  causes(
    span: Span,
    who: { readonly source: string; readonly unitId: string; readonly cadenceMs: number },
  ): CausedSpan[];
  runs(from: number): StationRun[];
  firstRun(): number | null;
  lastMark(source: string): SourceMark | undefined;
  /** Corrects how long an earlier run lasted: its newest sample is the better witness. */
  ranUntil(at: number): void;
  /** Writes what waits; throws what the disk throws, and keeps it then. */
  flush(channels: Iterable<Tracked>, heartbeat: boolean): void;
}

/** @param startedAt start of this run; with `now`, epoch ms */
export function createLedgerBook(keep: CompletenessKeep, startedAt: number, now: () => number): LedgerBook {
  let marks: SourceMark[] = [];
  let changes: SpanChange[] = [];
  const first = keep.firstRun() ?? startedAt;

  const write = (run: StationRun, channels: readonly Tracked[]): void => {
    keep.updateCompleteness({ run, channels: channels.map(keptOf), marks, changes });
    marks = [];
    changes = [];
    for (const channel of channels) channel.changed = false;
  };
  const thisRun = (): StationRun => ({ startedAt, aliveTo: Math.max(startedAt, now()) });
  const settleChanges = (): void => {
    if (changes.length === 0) return;
    try {
      write(thisRun(), []);
    } catch {
      // What waits stays; a disk that takes nothing is told of at the next flush.
    }
  };
  const spans = (series: number, window: Span): HoleSpan[] => {
    settleChanges();
    return keep.holeSpans(series, window);
  };
  const marksOf = (source: string, window: Span): SourceMark[] => [
    ...keep.sourceMarks(source, window),
    ...marks.filter((mark) => mark.source === source && mark.at < window.to),
  ];
  const runs = (from: number): StationRun[] => [
    ...keep.stationRuns(from).filter((run) => run.startedAt < startedAt),
    thisRun(),
  ];

  return {
    mark: (source, state, at) => {
      marks.push({ source, state, at });
    },
    change: (change) => {
      changes.push(change);
    },
    spans,
    add: (series, added) => {
      for (const span of added) {
        const known = spans(series, span);
        const window = [span, ...known];
        changes.push({
          series,
          from: Math.min(...window.map(({ from }) => from)),
          to: Math.max(...window.map(({ to }) => to)),
          spans: mergedHoles([...known, ...without([span], known)]),
        });
      }
    },
    causes: (span, { source, unitId, cadenceMs }) =>
      causesOf(
        span,
        {
          // A source's clock may be ahead of ours: what lies in the future is not told from our absence.
          runs: runs(span.from).map((run) =>
            run.startedAt === startedAt ? { ...run, aliveTo: Infinity } : run,
          ),
          firstRun: first,
          connection: marksOf(source, span),
          unit: marksOf(`unit:${unitId}`, span),
        },
        cadenceMs,
      ),
    runs,
    firstRun: () => first,
    lastMark: (source) => marksOf(source, { from: startedAt, to: Number.MAX_SAFE_INTEGER }).at(-1),
    ranUntil: (at) => {
      const last = keep.stationRuns(0).findLast((run) => run.startedAt < startedAt);
      if (last && at > last.aliveTo && at <= startedAt) write({ ...last, aliveTo: at }, []);
    },
    flush: (channels, heartbeat) => {
      if (!heartbeat && marks.length === 0 && changes.length === 0) return;
      write(
        thisRun(),
        [...channels].filter(({ changed }) => changed),
      );
    },
  };
}
