import type { Computed } from './computed';
import { guarded } from './guarded';
import { bridgedGapMs, knownInOrder, valueAt, type TimedValue } from './timed-series';

/** Transport from broth to analyser, s: dead time of the line and first-order lag of the cell (science.md D2). */
export const defaultAnalyserLine = { deadTimeS: 45, lagS: 25 };

/** Mean stay of the gas above the broth, s: V_g·P/(F·P0). */
export function headspaceDelayS(headspaceL: number, pressureBarA: number, flowNlMin: number): Computed {
  return guarded(
    { atLeastZero: [headspaceL], aboveZero: [pressureBarA, flowNlMin] },
    () => (60 * headspaceL * pressureBarA) / (flowNlMin * 1.01325),
  );
}

/**
 * What the analyser says about the broth at each of these times: its reading one dead time later. Null where that is
 * not known yet or lies in a gap. Nothing is deconvolved here, so totals stay what they are.
 * @param timesMs times of the broth signals, epoch ms
 */
export function alignOffGas(
  timesMs: readonly number[],
  offGas: readonly TimedValue[],
  deadTimeS = defaultAnalyserLine.deadTimeS,
): TimedValue[] {
  const known = knownInOrder(offGas);
  const delayMs = Number.isFinite(deadTimeS) ? Math.max(0, deadTimeS) * 1000 : 0;
  return timesMs.map((t) => ({ t, value: valueAt(known, t + delayMs) }));
}

/**
 * The signal before a first-order lag: y + τ·dy/dt by central differences. It sharpens noise as well, therefore for
 * display alone, never for totals (science.md D2).
 */
export function deconvolveForDisplay(
  series: readonly TimedValue[],
  lagS = defaultAnalyserLine.lagS,
): TimedValue[] {
  const known = knownInOrder(series);
  return known.map(({ t, value }, i) => {
    const before = known[i - 1];
    const after = known[i + 1];
    if (!before || !after || after.t - before.t > bridgedGapMs) return { t, value: null };
    const sharper = value + (lagS * 1000 * (after.value - before.value)) / (after.t - before.t);
    return { t, value: Number.isFinite(sharper) ? sharper : null };
  });
}
