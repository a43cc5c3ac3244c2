import { tsfreshFeatures } from '../../../shared/calc/tsfresh-features';
import type { PhaseState } from '../../../shared/calc/phase-machine';
import {
  rollingMinutes,
  rollingStatistics,
  type FeatureDefinition,
  type FeatureSource,
} from '../../../shared/model/feature';
import type { PhaseOverride } from '../../../shared/model/phase-override';
import type { BatchFacts, WindowValues } from './feature-engine';
import { windowMs } from './input-cell';
import { laggedCorrelation, type BestLag } from './lagged-correlation';
import { createPhaseFollower } from './phase-window';
import { longestSpan } from './rolling-window';
import { addRate, amountSeen, startTotal } from './running-total';
import { createSeriesHistory, type KeptSeries } from './series-history';
import { createSeriesReaders, type SeriesReader } from './series-reader';

/** Features that come from the engine's own accounts. */
export type BasicSource = Extract<FeatureSource, { readonly kind: 'age' | 'volume' | 'total' }>;
export type BasicValue = (source: BasicSource) => number | null;

/** The features that were asked for, of one batch. */
export interface FeatureSet {
  /** One number a feature in the order asked for, NaN where there is none. Takes every window once, in order. */
  push(window: WindowValues, basic: BasicValue): Float64Array;
  /** Replaces what people set by hand; those at times already taken change nothing. */
  override(overrides: readonly PhaseOverride[]): void;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const usualSetPointC = 30;

type Read = (window: WindowValues, basic: BasicValue) => number | null;

/** What features need is worked out once, here; a window then costs what was asked for and no more. */
export function createFeatureSet(facts: BatchFacts, wanted: readonly FeatureDefinition[]): FeatureSet {
  const kit = createKit(facts);
  const reads = wanted.map(({ source }) => readOf(source, kit, facts));
  return {
    override: (overrides) => kit.phases.override(overrides),
    push(window, basic) {
      kit.history.push(window);
      for (const update of kit.updates) update(window);
      const vector = new Float64Array(reads.length);
      for (let i = 0; i < reads.length; i += 1) {
        const value = reads[i]?.(window, basic) ?? Number.NaN;
        vector[i] = Number.isFinite(value) ? value : Number.NaN;
      }
      return vector;
    },
  };
}

/** What features share: kept only where one asks for it, and brought up to a window before they are read. */
interface Kit {
  readonly history: ReturnType<typeof createSeriesHistory>;
  readonly phases: ReturnType<typeof createPhaseFollower>;
  readonly updates: ((window: WindowValues) => void)[];
  reader(tag: string): SeriesReader;
  series(tag: string): KeptSeries;
  /** Of the newest window. */
  correlation(leader: string, follower: string): () => BestLag | null;
  /** Known values of the last hour, oldest first; null where less than half is. */
  known(tag: string): () => readonly number[] | null;
  phase(): () => PhaseState | null;
}

function createKit(facts: BatchFacts): Kit {
  const history = createSeriesHistory();
  const phases = createPhaseFollower(facts);
  const readers = createSeriesReaders(facts);
  const updates: Kit['updates'] = [];
  const reader = (tag: string): SeriesReader => {
    const found = readers(tag);
    if (!found) throw new RangeError(`No channel ${tag} to make features of`);
    return found;
  };
  const series = once((tag) => history.keep(reader(tag).value));
  /** Something made anew of every window. */
  const followed = <T>(of: (window: WindowValues) => T): (() => T | null) => {
    let value: T | null = null;
    updates.push((window) => (value = of(window)));
    return () => value;
  };
  const pair = once((key) => {
    const [leader = '', follower = ''] = key.split(' ');
    const [a, b] = [series(leader), series(follower)];
    return followed(() => laggedCorrelation(a.cells, b.cells, history.last()));
  });
  const phase = once(() => followed((window) => phases.push(window)));
  return {
    history,
    phases,
    updates,
    reader,
    series,
    correlation: (leader, follower) => pair(`${leader} ${follower}`),
    known: once((tag) => {
      const { cells } = series(tag);
      return followed(() => knownOf(cells, history.last()));
    }),
    phase: () => phase(''),
  };
}

function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const found = made.get(key);
    if (found !== undefined) return found;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

function knownOf(cells: Float64Array, last: number): readonly number[] | null {
  const values: number[] = [];
  for (let i = last - longestSpan + 1; i <= last; i += 1) {
    const value = cells[i] ?? Number.NaN;
    if (!Number.isNaN(value)) values.push(value);
  }
  return 2 * values.length < longestSpan ? null : values;
}

const windowsOf = (minutes: number): number => (minutes * minuteMs) / windowMs;

function readOf(source: FeatureSource, kit: Kit, facts: BatchFacts): Read {
  switch (source.kind) {
    case 'age':
    case 'volume':
    case 'total':
      return (_, basic) => basic(source);
    case 'warmth':
      return warmth(facts, kit);
    case 'value': {
      const series = kit.series(source.of);
      return () => series.ago(0);
    }
    case 'sigma':
      return sigmaOf(source.of, kit);
    case 'rolling': {
      const rolled = kit.series(source.of).rolled();
      const at =
        rollingMinutes.indexOf(source.minutes) * rollingStatistics.length +
        rollingStatistics.indexOf(source.statistic);
      return () => rolled[at] ?? null;
    }
    case 'lag':
    case 'difference':
      return lagged(source, kit);
    case 'correlation':
      return correlated(source, kit);
    case 'time-in-phase':
    case 'phase':
      return ofPhase(source, kit);
    case 'series':
      return ofSeries(source, kit);
    default:
      return source satisfies never;
  }
}

/** The channel is kept with its deviation, so that a filter behind it sees every window. */
function sigmaOf(tag: string, kit: Kit): Read {
  kit.series(tag);
  return kit.reader(tag).sigma;
}

function lagged(source: Extract<FeatureSource, { kind: 'lag' | 'difference' }>, kit: Kit): Read {
  const series = kit.series(source.of);
  const windows = windowsOf(source.minutes);
  return source.kind === 'lag' ? () => series.ago(windows) : () => series.ago(0) - series.ago(windows);
}

function correlated(
  { leader, follower, part }: Extract<FeatureSource, { kind: 'correlation' }>,
  kit: Kit,
): Read {
  const best = kit.correlation(leader, follower);
  return part === 'r'
    ? () => best()?.r ?? null
    : () => {
        const lag = best()?.lag ?? null;
        return lag === null ? null : (lag * windowMs) / minuteMs;
      };
}

function ofPhase(source: Extract<FeatureSource, { kind: 'phase' | 'time-in-phase' }>, kit: Kit): Read {
  const phase = kit.phase();
  if (source.kind === 'phase') return () => Number(phase()?.phase === source.is);
  return ({ end }) => (end - (phase()?.since ?? end)) / hourMs;
}

function ofSeries({ of, name }: Extract<FeatureSource, { kind: 'series' }>, kit: Kit): Read {
  const feature = tsfreshFeatures.get(name);
  if (!feature) throw new RangeError(`No series feature is called ${name}`);
  const known = kit.known(of);
  return () => {
    const values = known();
    return values === null ? null : feature(values);
  };
}

/** ∫ (T − T_set) dt: what warmth the batch had beyond its recipe. */
function warmth(facts: BatchFacts, kit: Kit): Read {
  const setPointC = facts.tempSetPointC ?? usualSetPointC;
  let total = startTotal(facts.inoculatedAt);
  let value: number | null = null;
  kit.updates.push(({ cell, end }) => {
    const tempC = cell.values.Temp_Broth;
    total = addRate(total, end, tempC === null ? null : tempC - setPointC);
    value = tempC === null ? null : amountSeen(total, facts.inoculatedAt, end);
  });
  return () => value;
}
