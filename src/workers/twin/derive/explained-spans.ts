import type { SensorCheckId } from '../../../shared/calc/sensor-suspicion';
import type { Happening } from '../features/feature-engine';
import { windowMs, type InputCell, type InputTag } from '../features/input-cell';
import { gasFlow } from './gas-step';

/** What an event can explain: a doubt about a sensor, or a culture that seems to have used its substrate up. */
export type ExplainedCheck = SensorCheckId | 'depletion';

/** A time in which an event explains what checks would take for a fault (science.md D10). */
export interface ExplainedSpan {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly checks: readonly ExplainedCheck[];
  /** What happened, for a person. */
  readonly words: string;
}

export interface ExplainedSpans {
  /** Takes the next window, in order. */
  push(cell: InputCell): void;
  /** The span that explains what a check sees at a time; null where nothing does. */
  at(check: ExplainedCheck, t: number): ExplainedSpan | null;
  /** The same anywhere between two times, both included: the latest. */
  within(check: ExplainedCheck, from: number, to: number): ExplainedSpan | null;
}

const minute = 60_000;
/** A pump that runs: twice the resolution of its reading, mL/min. */
const feedOnMlMin = 0.02;
/** Changes by hand are faster than any cascade: shares from one window to the next but one. */
const gasShare = 0.25;
const stirrerShare = 0.15;
/** Oxygen control halves the gas where a substrate runs out; a cut or its end is more. */
const cutShare = 0.6;
const kept = 400;

const feeds = [
  ['Feed_Glycerol', 'Glycerol feed'],
  ['Feed_MeOH', 'Methanol feed'],
] as const satisfies readonly (readonly [InputTag, string])[];

/** How long what a person wrote down explains, around its time, and what. People write times down roughly. */
const byHand: Readonly<
  Record<
    Happening['kind'],
    { readonly beforeMs: number; readonly afterMs: number; readonly checks: readonly ExplainedCheck[] }
  >
> = {
  // The weight is looked at over half an hour.
  sample: { beforeMs: 5 * minute, afterMs: 40 * minute, checks: ['weight-residual'] },
  antifoam: {
    beforeMs: 5 * minute,
    afterMs: 45 * minute,
    checks: ['oxygen-transfer', 'gas-closure', 'weight-residual', 'depletion'],
  },
  calibration: {
    beforeMs: 10 * minute,
    afterMs: 30 * minute,
    checks: ['oxygen-transfer', 'gas-closure', 'stuck', 'temperature-vote', 'depletion'],
  },
  'set-point': {
    beforeMs: minute,
    afterMs: 10 * minute,
    checks: ['oxygen-transfer', 'gas-closure', 'depletion'],
  },
};

/** Events of one batch that explain: those in its cells and those that were written down. */
export function createExplainedSpans(happenings: readonly Happening[]): ExplainedSpans {
  const written = happenings.map(({ t, kind, words }): ExplainedSpan => {
    const { beforeMs, afterMs, checks } = byHand[kind];
    return { from: t - beforeMs, to: t + afterMs, checks, words };
  });
  let seen: ExplainedSpan[] = [];
  let all: readonly ExplainedSpan[] = written;
  let before: InputCell[] = [];
  const find = (check: ExplainedCheck, from: number, to: number): ExplainedSpan | null =>
    all.findLast((span) => span.checks.includes(check) && span.from <= to && span.to >= from) ?? null;
  return {
    push: (cell) => {
      const fresh = changes(before, cell);
      if (fresh.length > 0) {
        seen = [...seen, ...fresh].slice(-kept);
        all = [...written, ...seen];
      }
      before = [...before.slice(-1), cell];
    },
    at: (check, t) => find(check, t, t),
    within: find,
  };
}

/** What changed by hand or by recipe in this window, against the two before. */
function changes(before: readonly InputCell[], cell: InputCell): ExplainedSpan[] {
  const [last, older] = [before.at(-1), before.at(-2)];
  if (!last) return [];
  const start = cell.end - windowMs;
  const span = (words: string, afterMs: number, checks: readonly ExplainedCheck[]): ExplainedSpan => ({
    from: start,
    to: cell.end + afterMs,
    checks,
    words,
  });
  const fed = feeds.flatMap(([tag, name]) => {
    const [was, is] = [last.values[tag], cell.values[tag]];
    if (was === null || is === null || was > feedOnMlMin === is > feedOnMlMin) return [];
    return [
      span(`${name} ${is > was ? 'started' : 'stopped'}`, 10 * minute, ['oxygen-transfer', 'depletion']),
    ];
  });
  const moved = (of: (window: InputCell) => number | null, share: number): string | null => {
    const is = of(cell);
    const was = [last, ...(older ? [older] : [])]
      .map(of)
      .find((value) => value !== null && is !== null && Math.abs(is - value) > share * Math.max(is, value));
    return was === undefined || was === null || is === null
      ? null
      : `from ${was.toFixed(1)} to ${is.toFixed(1)}`;
  };
  const gas = moved(gasFlow, gasShare);
  const cut = moved(gasFlow, cutShare);
  const stirrer = moved(({ values }) => values.Stir_PV, stirrerShare);
  return [
    ...fed,
    ...(gas === null
      ? []
      : [
          span(`Gas flow changed ${gas} NL/min`, 5 * minute, [
            'oxygen-transfer',
            'gas-closure',
            'weight-residual',
            ...(cut === null ? [] : (['depletion'] as const)),
          ]),
        ]),
    ...(stirrer === null ? [] : [span(`Stirrer changed ${stirrer} rpm`, 10 * minute, ['oxygen-transfer'])]),
  ];
}
