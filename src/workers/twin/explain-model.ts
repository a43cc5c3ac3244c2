import { hybridExplainer } from '../trainer/pipeline/explain-hybrid';
import type { HybridModel } from '../trainer/pipeline/hybrid-model';

/** Why a model gave a number: what it starts from and what each feature, in the order of its input, did to it. */
export interface ModelExplanation {
  /** Contributions add up on the logarithm of the target, or on the target itself. */
  readonly onLog: boolean;
  /** What the start is, in words. */
  readonly against: string;
  readonly base: number;
  readonly shap: readonly number[];
  /** The start and the effects in the unit of the target: they add up to the value. */
  readonly baseValue: number;
  readonly effects: readonly number[];
}

export type ExplainRow = (x: ArrayLike<number>) => Promise<ModelExplanation | null>;
/** The model itself: a row of features in, its value out, NaN where it has none. */
type RunRows = (rows: readonly (readonly number[])[]) => Promise<number[]>;

/** Features that are taken in every order; with more of them some orders stand for all. */
const mostExact = 8;
const mostRuns = 1024;

/** By the parts the model was made of: of the line and the trees, counted from the means over the training rows. */
export function explainByParts(model: HybridModel): ExplainRow {
  const explain = hybridExplainer(model);
  return (x) => {
    // The model file sees single precision: on a threshold the trees must turn where the file turned.
    const { base, phi } = explain(Float32Array.from(x));
    const shap = Array.from(phi);
    const score = shap.reduce((sum, one) => sum + one, base);
    if (!Number.isFinite(score)) return Promise.resolve(null);
    const against = 'the mean over what it learned from';
    const onLog = model.logTarget;
    if (!onLog) return Promise.resolve({ onLog, against, base, shap, baseValue: base, effects: shap });
    const baseValue = Math.exp(base);
    const perLog = logarithmicMean(baseValue, Math.exp(score), score - base);
    return Promise.resolve({
      onLog,
      against,
      base,
      shap,
      baseValue,
      effects: shap.map((one) => one * perLog),
    });
  };
}

/** Turns shares of a logarithm into shares of the value, without a rest: (b − a)/(ln b − ln a). */
function logarithmicMean(a: number, b: number, logOfShare: number): number {
  return Math.abs(logOfShare) < 1e-9 ? b : (b - a) / logOfShare;
}

/**
 * By the model alone: Shapley values between the row and a reference, feature by feature put in place of the other
 * (Shapley 1953). Exact up to eight features that differ; beyond, the mean over a fixed set of orders. Either way the
 * effects add up to the difference.
 */
export function explainByReference(run: RunRows, reference: readonly number[]): ExplainRow {
  return async (x) => {
    const differs = reference.flatMap((value, j) => (Object.is(value, x[j]) || value === x[j] ? [] : [j]));
    const orders = differs.length <= mostExact ? null : ordersOf(differs);
    const rows = orders ? rowsOfOrders(orders, reference, x) : rowsOfSubsets(differs, reference, x);
    const values = await run(rows);
    const [baseValue = Number.NaN] = values;
    if (!values.every(Number.isFinite)) return null;
    const effects = reference.map(() => 0);
    if (orders) addOrders(orders, values, effects);
    else addSubsets(differs, values, effects);
    const against = 'the middle of its reference rows';
    return { onLog: false, against, base: baseValue, shap: effects, baseValue, effects };
  };
}

/** Feature by feature the middle of some rows; NaN where none knows it. */
export function middleOf(rows: readonly (readonly (number | null)[])[], width: number): number[] {
  return Array.from({ length: width }, (_, j) => {
    const known = rows.flatMap((row) => row[j] ?? []).toSorted((a, b) => a - b);
    return known[Math.floor(known.length / 2)] ?? Number.NaN;
  });
}

/** Row number b has the features of the row whose bit is set in b. */
function rowsOfSubsets(
  differs: readonly number[],
  reference: readonly number[],
  x: ArrayLike<number>,
): number[][] {
  return Array.from({ length: 1 << differs.length }, (_, subset) => {
    const row = [...reference];
    for (const [bit, j] of differs.entries()) if (subset & (1 << bit)) row[j] = x[j] ?? Number.NaN;
    return row;
  });
}

function addSubsets(differs: readonly number[], values: readonly number[], effects: number[]): void {
  const n = differs.length;
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  for (const [bit, j] of differs.entries()) {
    for (let subset = 0; subset < values.length; subset += 1) {
      if (subset & (1 << bit)) continue;
      const size = differs.filter((_, other) => subset & (1 << other)).length;
      const weight = (factorial(size) * factorial(n - size - 1)) / factorial(n);
      const gain = (values[subset | (1 << bit)] ?? 0) - (values[subset] ?? 0);
      effects[j] = (effects[j] ?? 0) + weight * gain;
    }
  }
}

/** Orders in pairs, each the other backwards; the same every time. */
function ordersOf(differs: readonly number[]): number[][] {
  const pairs = Math.max(1, Math.floor(mostRuns / (2 * differs.length)));
  let state = 12_345;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % n;
  };
  return Array.from({ length: pairs }, () => {
    const order = [...differs];
    for (let i = order.length - 1; i > 0; i -= 1) {
      const k = below(i + 1);
      const [a, b] = [order[i] ?? 0, order[k] ?? 0];
      order[i] = b;
      order[k] = a;
    }
    return order;
  }).flatMap((order) => [order, order.toReversed()]);
}

function rowsOfOrders(
  orders: readonly (readonly number[])[],
  reference: readonly number[],
  x: ArrayLike<number>,
): number[][] {
  return orders.flatMap((order) => {
    const row = [...reference];
    return [
      [...row],
      ...order.map((j) => {
        row[j] = x[j] ?? Number.NaN;
        return [...row];
      }),
    ];
  });
}

function addOrders(
  orders: readonly (readonly number[])[],
  values: readonly number[],
  effects: number[],
): void {
  let at = 0;
  for (const order of orders) {
    for (const [i, j] of order.entries()) {
      const gain = (values[at + i + 1] ?? 0) - (values[at + i] ?? 0);
      effects[j] = (effects[j] ?? 0) + gain / orders.length;
    }
    at += order.length + 1;
  }
}
