import { quantile } from '../../shared/calc/statistics';
import type { OnnxGraph } from './export-onnx/onnx-model';
import { modelFeatureNames, type Od600Batch, type Od600Row } from './od600-data';
import { applyLinear, fitRidge, type LinearModel } from './ridge';

/**
 * OD600 = (a + b·x) / V, the total of optical units by a line through the totals, divided by the volume. Its relative
 * error is large while the unknown inoculum still matters and then settles: s = √(settled² + (inoculum/total)²).
 */
export interface Od600Ridge {
  readonly line: LinearModel;
  /** The total is never taken below this, AU·L. */
  readonly leastTotal: number;
  readonly settledError: number;
  /** AU·L. */
  readonly inoculumError: number;
  /** The interval is exp(±q·s). */
  readonly q: number;
}

export interface Od600Answer {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const volumeColumn = modelFeatureNames.indexOf('volumeL');
const lambdas = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2] as const;
const folds = 5;

/** Fits line and error model; the strength of the ridge by cross-validation over whole batches. */
export function fitOd600(batches: readonly Od600Batch[]): { model: Od600Ridge; lambda: number } {
  const lambda = bestLambda(batches);
  const rows = batches.flatMap((batch) => batch.samples);
  const line = fitTotals(rows, lambda);
  const leastTotal = 0.5 * Math.min(...rows.map(totalOf));
  const plain = { line, leastTotal, settledError: 0, inoculumError: 0, q: 0 };
  return { model: { ...plain, ...fitErrors(plain, rows) }, lambda };
}

/** The model's answer in double precision: the reference for the exported one. */
export function answerOd600(model: Od600Ridge, x: readonly number[]): Od600Answer {
  const total = Math.max(applyLinear(model.line, x), model.leastTotal);
  const value = total / (x[volumeColumn] ?? 1);
  const factor = Math.exp(model.q * relativeError(model, total));
  return { value, low: value / factor, high: value * factor };
}

/** |ln ŷ − ln y| in units of the error expected there: the score of the conformal interval. */
export function conformityScore(model: Od600Ridge, row: Od600Row): number {
  const { value } = answerOd600(model, row.x);
  return Math.abs(Math.log(value / row.od600)) / relativeError(model, value * (row.x[volumeColumn] ?? 1));
}

/** The model as an ONNX graph of float32: features in, od600 with low and high out. */
export function od600Graph(model: Od600Ridge): OnnxGraph {
  const width = modelFeatureNames.length;
  const constant = (name: string, value: number) => ({ name, dims: [1], values: [value] });
  return {
    name: 'od600-ridge',
    inputs: [{ name: 'features', dims: ['rows', width] }],
    outputs: ['od600', 'low', 'high'].map((name) => ({ name, dims: ['rows', 1] })),
    tensors: [
      { name: 'weights', dims: [width, 1], values: model.line.weights },
      {
        name: 'pickVolume',
        dims: [width, 1],
        values: modelFeatureNames.map((_, i) => Number(i === volumeColumn)),
      },
      constant('intercept', model.line.intercept),
      constant('leastTotal', model.leastTotal),
      constant('inoculumError', model.inoculumError),
      constant('settledVariance', model.settledError ** 2),
      constant('q', model.q),
    ],
    nodes: [
      { op: 'MatMul', inputs: ['features', 'weights'], outputs: ['slopes'] },
      { op: 'Add', inputs: ['slopes', 'intercept'], outputs: ['line'] },
      { op: 'Max', inputs: ['line', 'leastTotal'], outputs: ['total'] },
      { op: 'MatMul', inputs: ['features', 'pickVolume'], outputs: ['volume'] },
      { op: 'Div', inputs: ['total', 'volume'], outputs: ['od600'] },
      { op: 'Div', inputs: ['inoculumError', 'total'], outputs: ['early'] },
      { op: 'Mul', inputs: ['early', 'early'], outputs: ['earlyVariance'] },
      { op: 'Add', inputs: ['earlyVariance', 'settledVariance'], outputs: ['variance'] },
      { op: 'Sqrt', inputs: ['variance'], outputs: ['error'] },
      { op: 'Mul', inputs: ['error', 'q'], outputs: ['halfWidth'] },
      { op: 'Exp', inputs: ['halfWidth'], outputs: ['factor'] },
      { op: 'Div', inputs: ['od600', 'factor'], outputs: ['low'] },
      { op: 'Mul', inputs: ['od600', 'factor'], outputs: ['high'] },
    ],
  };
}

function totalOf(row: Od600Row): number {
  return row.od600 * (row.x[volumeColumn] ?? 1);
}

function relativeError(model: Od600Ridge, total: number): number {
  return Math.hypot(model.settledError, model.inoculumError / total);
}

/** Weights 1/y²: it is the relative error that is the same everywhere. The volume divides and is no column. */
function fitTotals(rows: readonly Od600Row[], lambda: number): LinearModel {
  const regression = rows.map((row) => {
    const y = totalOf(row);
    return { x: row.x.map((v, j) => (j === volumeColumn ? 0 : v)), y, weight: 1 / y ** 2 };
  });
  return fitRidge(regression, lambda);
}

function bestLambda(batches: readonly Od600Batch[]): number {
  const scores = lambdas.map((lambda) => ({ lambda, error: crossValidated(batches, lambda) }));
  return scores.toSorted((a, b) => a.error - b.error)[0]?.lambda ?? lambdas[0];
}

/** Mean relative error over folds of whole batches. */
function crossValidated(batches: readonly Od600Batch[], lambda: number): number {
  let total = 0;
  let n = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const kept = batches.filter((_, i) => i % folds !== fold).flatMap((batch) => batch.samples);
    const line = fitTotals(kept, lambda);
    for (const row of batches.filter((_, i) => i % folds === fold).flatMap((batch) => batch.samples)) {
      total += Math.abs(applyLinear(line, row.x) / totalOf(row) - 1);
      n += 1;
    }
  }
  return total / n;
}

/** Least squares of the squared residuals on 1 and 1/total², neither allowed below a small floor. */
function fitErrors(
  model: Od600Ridge,
  rows: readonly Od600Row[],
): Pick<Od600Ridge, 'settledError' | 'inoculumError'> {
  const residuals = rows.map((row) => Math.log(answerOd600(model, row.x).value / row.od600));
  const squares = rows.map((row, i) => ({
    x: [1 / totalOf(row) ** 2],
    y: (residuals[i] ?? 0) ** 2,
    weight: 1,
  }));
  const typical =
    quantile(
      squares.map((s) => s.y),
      0.5,
    ) ?? 1e-4;
  const { intercept, weights } = fitRidge(squares, 0);
  return {
    settledError: Math.sqrt(Math.max(intercept, typical / 4)),
    inoculumError: Math.sqrt(Math.max(weights[0] ?? 0, 0)),
  };
}
