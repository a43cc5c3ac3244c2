import { backfillRunSchema, type BackfillRun } from '../../../shared/contract/backfill';
import type { AskedHoles } from '../record/forward/asked-holes';

/** A run while it goes on: counted along, then closed and kept. */
export interface OpenRun {
  readonly now: () => BackfillRun;
  expect(spans: number): void;
  /** A stretch is through. */
  step(): void;
  /** A store was asked. */
  asked(store: string, found: number, filled: number): void;
  problem(store: string, words: string): void;
  cancelling(): void;
  end(state: 'done' | 'cancelled' | 'failed', words: string, at: number): BackfillRun;
}

export type RunHead = Pick<BackfillRun, 'kind' | 'startedAt' | 'from' | 'to' | 'unitId' | 'path'>;

export function openRun(head: RunHead): OpenRun {
  let run: BackfillRun = {
    ...head,
    state: 'running',
    endedAt: null,
    done: 0,
    total: 0,
    found: 0,
    filled: 0,
    stores: [],
    cancelling: false,
    words: '',
  };
  const ofStore = (
    name: string,
    change: (store: BackfillRun['stores'][number]) => Partial<typeof store>,
  ): void => {
    const before = run.stores.find((store) => store.name === name) ?? {
      name,
      asked: 0,
      found: 0,
      filled: 0,
      words: '',
    };
    const after = { ...before, ...change(before) };
    const others = run.stores.filter((store) => store.name !== name);
    run = { ...run, stores: [...others, after] };
  };
  return {
    now: () => run,
    expect: (spans) => {
      run = { ...run, total: run.total + spans };
    },
    step: () => {
      run = { ...run, done: run.done + 1 };
    },
    asked: (name, found, filled) => {
      ofStore(name, (store) => ({
        asked: store.asked + 1,
        found: store.found + found,
        filled: store.filled + filled,
      }));
      run = { ...run, found: run.found + found, filled: run.filled + filled };
    },
    problem: (name, words) => ofStore(name, () => ({ words })),
    cancelling: () => {
      run = { ...run, cancelling: true };
    },
    end: (state, words, at) => {
      run = { ...run, state, words, endedAt: at, cancelling: false };
      return run;
    },
  };
}

/** The newest runs, of this and earlier starts. A run that was cut off with the station left no line. */
export function keptRuns(asked: Pick<AskedHoles, 'runs'>, limit: number): BackfillRun[] {
  return asked.runs(limit).flatMap((body) => {
    const run = backfillRunSchema.safeParse(body);
    return run.success ? [run.data] : [];
  });
}

/** `Filled 600 of 610 points found, from Edge InfluxDB`. */
export function runWords({ found, filled, stores }: BackfillRun): string {
  const troubled = stores.filter(({ words }) => words !== '').map(({ name, words }) => `${name}: ${words}`);
  const from = stores.filter((store) => store.filled > 0).map(({ name }) => name);
  const what =
    found === 0
      ? 'Nothing was there to be had'
      : filled === 0
        ? `All ${found} points found were here already`
        : `Filled ${filled} of ${found} points found, from ${from.join(', ')}`;
  return [what, ...troubled].join('. ');
}
