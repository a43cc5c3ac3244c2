import { deviationLevel, type DeviationLevel, type DeviationRule } from './deviation-rules';

/** A value on the grid; null where there was none, or none that can be trusted. */
export interface GridPoint {
  /** Epoch ms. */
  readonly t: number;
  readonly value: number | null;
}

/** What is held against the rules: the line, and what it was meant to be. */
export interface RunCourse {
  /** Now, in the time of the plant. */
  readonly now: number;
  readonly doPct: readonly GridPoint[];
  readonly ph: readonly GridPoint[];
  readonly tempC: readonly GridPoint[];
  readonly oxygenNlMin: readonly GridPoint[];
  /** Set points as they were changed, oldest first; the first holds from the start. */
  readonly phSet: readonly { readonly t: number; readonly value: number }[];
  readonly tempSet: readonly { readonly t: number; readonly value: number }[];
}

export interface Excursion {
  readonly rule: DeviationRule;
  readonly level: DeviationLevel;
  readonly tag: string;
  readonly from: number;
  /** First moment it was right again; null while it lasts. */
  readonly to: number | null;
  readonly words: string;
}

interface Run {
  readonly from: number;
  readonly to: number | null;
  readonly until: number;
  readonly worst: number;
}

const minuteMs = 60_000;
/** No value for longer, and nobody knows what was in between: the run ends there. */
const forgottenMs = 5 * minuteMs;
/** Below this a flow meter shows its own zero, NL/min. */
const leastOxygen = 0.02;
const leastOxygenMs = minuteMs;

/** Excursions of a batch by the rules of the procedure, oldest first; each with the highest level it reached. */
export function findExcursions(course: RunCourse): Excursion[] {
  const off = (set: RunCourse['phSet']) => (point: GridPoint) =>
    Math.abs((point.value ?? 0) - setAt(set, point.t));
  const phOff = off(course.phSet);
  const tempOff = off(course.tempSet);
  return [
    ...nested(
      course.doPct,
      'DO',
      [
        { rule: 'do-below-20', wrong: (p) => (p.value ?? 100) < 20 },
        { rule: 'do-below-15', wrong: (p) => (p.value ?? 100) < 15 },
      ],
      (run) => `DO below 20 % for ${minutesOf(run)} min, lowest ${run.worst.toFixed(1)} %`,
      (p) => p.value ?? 0,
      Math.min,
    ),
    ...nested(
      course.ph,
      'pH',
      [
        { rule: 'ph-off', wrong: (p) => phOff(p) > 0.3 },
        { rule: 'ph-far-off', wrong: (p) => phOff(p) > 0.5 },
      ],
      (run) => `pH off by up to ${run.worst.toFixed(2)} for ${minutesOf(run)} min`,
      phOff,
      Math.max,
    ),
    ...nested(
      course.tempC,
      'Temp_Broth',
      [{ rule: 'temperature-off', wrong: (p) => tempOff(p) > 1 }],
      (run) => `Temperature off by up to ${run.worst.toFixed(1)} °C for ${minutesOf(run)} min`,
      tempOff,
      Math.max,
    ),
    ...oxygenUse(course.oxygenNlMin),
    ...losses(course.doPct, 'DO', course.now),
    ...losses(course.ph, 'pH', course.now),
    ...losses(course.tempC, 'Temp_Broth', course.now),
  ].toSorted((a, b) => a.from - b.from);
}

interface Nested {
  readonly rule: DeviationRule;
  readonly wrong: (point: GridPoint) => boolean;
}

/** The milder rule spans the excursion; a stricter one that is met inside raises its level. */
function nested(
  points: readonly GridPoint[],
  tag: string,
  rules: readonly Nested[],
  words: (run: Run) => string,
  size: (point: GridPoint) => number,
  worse: (a: number, b: number) => number,
): Excursion[] {
  const [mild, ...strict] = rules.map(({ rule, wrong }) => ({
    rule,
    runs: runsOf(points, wrong, size, worse),
  }));
  if (!mild) return [];
  return mild.runs.flatMap((run): Excursion[] => {
    const inside = strict.flatMap(({ rule, runs }) =>
      runs
        .filter(({ from, until }) => from >= run.from && until <= run.until)
        .map((found) => ({ rule, found })),
    );
    const reached = [{ rule: mild.rule, found: run }, ...inside]
      .map(({ rule, found }) => ({ rule, level: deviationLevel(rule, minutesOf(found)) }))
      .filter((one): one is { rule: DeviationRule; level: DeviationLevel } => one.level !== null)
      .toSorted((a, b) => b.level - a.level)[0];
    return reached ? [{ ...reached, tag, from: run.from, to: run.to, words: words(run) }] : [];
  });
}

function runsOf(
  points: readonly GridPoint[],
  wrong: (point: GridPoint) => boolean,
  size: (point: GridPoint) => number,
  worse: (a: number, b: number) => number,
): Run[] {
  const runs: Run[] = [];
  let run: { from: number; until: number; worst: number } | null = null;
  for (const point of points) {
    if (point.value === null) continue;
    if (run && point.t - run.until > forgottenMs) {
      runs.push({ ...run, to: run.until });
      run = null;
    }
    if (wrong(point)) {
      run = run
        ? { from: run.from, until: point.t, worst: worse(run.worst, size(point)) }
        : { from: point.t, until: point.t, worst: size(point) };
    } else if (run) {
      runs.push({ ...run, to: point.t, until: point.t });
      run = null;
    }
  }
  if (run) runs.push({ ...run, to: null });
  return runs;
}

function oxygenUse(points: readonly GridPoint[]): Excursion[] {
  const runs = runsOf(
    points,
    (p) => (p.value ?? 0) > leastOxygen,
    (p) => p.value ?? 0,
    Math.max,
  );
  return joined(runs.filter(({ from, until }) => until - from >= leastOxygenMs)).map((run) => ({
    rule: 'oxygen-enrichment',
    level: 2,
    tag: 'Gas_MFC_O2',
    from: run.from,
    to: run.to,
    words: `Oxygen added for ${minutesOf(run)} min, up to ${run.worst.toFixed(2)} NL/min`,
  }));
}

/** Oxygen that comes and goes is one use of it: runs with so little between them are told as one. */
const betweenMs = 30 * minuteMs;

function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const before = all.at(-1);
    if (before && run.from - before.until <= betweenMs)
      all[all.length - 1] = { ...run, from: before.from, worst: Math.max(before.worst, run.worst) };
    else all.push(run);
  }
  return all;
}

/** Stretches without a value; before the first one there was no sensor to lose. */
function losses(points: readonly GridPoint[], tag: string, now: number): Excursion[] {
  const known = points.filter(({ value }) => value !== null);
  const gaps = known.map(({ t }, i) => ({ from: t, to: known[i + 1]?.t ?? null }));
  return gaps.flatMap(({ from, to }): Excursion[] => {
    const minutes = Math.round(((to ?? now) - from) / minuteMs);
    const level = deviationLevel('sensor-loss', minutes);
    return level === null
      ? []
      : [
          {
            rule: 'sensor-loss',
            level,
            tag,
            from,
            to,
            words: `No usable value of ${tag} for ${minutes} min`,
          },
        ];
  });
}

function setAt(set: RunCourse['phSet'], t: number): number {
  return set.findLast((one) => one.t <= t)?.value ?? set[0]?.value ?? 0;
}

function minutesOf({ from, until }: Pick<Run, 'from' | 'until'>): number {
  return Math.round(((until - from) / minuteMs) * 10) / 10;
}
