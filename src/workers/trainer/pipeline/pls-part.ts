import { foldsOf, fullLines, lineOf, type Column, type LinearPart, type LinearRows } from './linear-part';

export interface PlsPart {
  readonly lines: LinearPart;
  /** Latent components of the first line. */
  readonly components: number;
}

const mostComponents = 12;
/** A component whose scores vary less than this share of the columns is rounding. */
const smallest = 1e-12;

/** Centres and scales of the columns, and the weights of the standardised columns for 1, 2, ... components. */
export interface PlsWeights {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly centre: number;
  /** Entry a − 1 holds the weights of a components; fewer where the columns have no more. */
  readonly weights: readonly Float64Array[];
}

/**
 * Partial least squares for one target by NIPALS over standardised columns (Wold, Sjöström, Eriksson 2001).
 * @param rows which rows are learned from; scales and centres are theirs alone
 */
export function plsWeights(
  columns: readonly Float64Array[],
  y: Float64Array,
  rows: ArrayLike<number>,
  most: number,
): PlsWeights {
  const index = Array.from(rows);
  const mean = Float64Array.from(columns, (column) => meanOf(column, index));
  const sd = Float64Array.from(columns, (column, j) => {
    const spread = Math.sqrt(
      index.reduce((sum, i) => sum + ((column[i] as number) - (mean[j] as number)) ** 2, 0) / index.length,
    );
    return spread > 0 ? spread : 1;
  });
  const centre = meanOf(y, index);
  const x = columns.map((column, j) =>
    Float64Array.from(index, (i) => ((column[i] as number) - (mean[j] as number)) / (sd[j] as number)),
  );
  const rest = Float64Array.from(index, (i) => (y[i] as number) - centre);
  return { mean, sd, centre, weights: components(x, rest, most) };
}

/** Takes component after component out of the columns and the target. */
function components(x: readonly Float64Array[], rest: Float64Array, most: number): Float64Array[] {
  const width = x.length;
  const total = x.reduce((sum, column) => sum + dot(column, column), 0);
  const found: { readonly loading: Float64Array; readonly rotation: Float64Array }[] = [];
  const weights: Float64Array[] = [];
  let sum = new Float64Array(width);
  while (found.length < Math.min(most, width, rest.length - 1)) {
    const w = Float64Array.from(x, (column) => dot(column, rest));
    const length = Math.sqrt(dot(w, w));
    if (!(length > smallest * Math.sqrt(total * Math.max(dot(rest, rest), Number.MIN_VALUE)))) break;
    for (let j = 0; j < width; j += 1) w[j] = (w[j] as number) / length;
    const t = rest.map((_, i) =>
      x.reduce((all, column, j) => all + (column[i] as number) * (w[j] as number), 0),
    );
    const size = dot(t, t);
    if (!(size > smallest * total)) break;
    const loading = Float64Array.from(x, (column) => dot(column, t) / size);
    const share = dot(rest, t) / size;
    const rotation = Float64Array.from(w);
    for (const before of found) {
      const part = dot(before.loading, w);
      for (let j = 0; j < width; j += 1)
        rotation[j] = (rotation[j] as number) - part * (before.rotation[j] as number);
    }
    found.push({ loading, rotation });
    x.forEach((column, j) => takeOut(column, t, loading[j] as number));
    takeOut(rest, t, share);
    sum = sum.map((value, j) => value + share * (rotation[j] as number));
    weights.push(sum);
  }
  return weights;
}

/**
 * A line by partial least squares over the same columns as the ridge baseline; the fewest components within one standard
 * error of the best on whole batches left out.
 */
export function fitPls(all: LinearRows, seed: number): PlsPart {
  const taken: number[] = [];
  const lines = fullLines(all, (rows, columns) => {
    const raw = columns.map(rawOf);
    const count = componentsByFolds(raw, rows, seed);
    taken.push(count);
    const { centre, mean, sd, weights } = plsWeights(
      raw,
      rows.y,
      rows.y.map((_, i) => i),
      count,
    );
    const own = columns.map((column, j) => ({ ...column, mean: mean[j] as number, sd: sd[j] as number }));
    return lineOf(own, centre, weights.at(-1) ?? []);
  });
  return { lines, components: taken[0] ?? 0 };
}

function componentsByFolds(columns: readonly Float64Array[], rows: LinearRows, seed: number): number {
  if (new Set(rows.batches).size < 2) return 1;
  const losses = foldsOf(rows, seed).map(({ train, test }) => {
    const fitted = plsWeights(columns, rows.y, train, mostComponents);
    return fitted.weights.map((weights) => meanSquare(fitted, weights, columns, rows.y, test));
  });
  const tried = Math.min(...losses.map(({ length }) => length));
  const means = Array.from({ length: tried }, (_, a) => average(losses.map((of) => of[a] as number)));
  const best = means.indexOf(Math.min(...means));
  if (best < 0) return 1;
  const simplest = means.findIndex((_, a) => {
    const more = losses.map((of) => (of[a] as number) - (of[best] as number));
    const spread = Math.sqrt(
      more.reduce((sum, d) => sum + (d - average(more)) ** 2, 0) / Math.max(1, more.length - 1),
    );
    return average(more) <= spread / Math.sqrt(more.length);
  });
  return simplest + 1;
}

function meanSquare(
  { mean, sd, centre }: PlsWeights,
  weights: Float64Array,
  columns: readonly Float64Array[],
  y: Float64Array,
  rows: Int32Array,
): number {
  const errors = Array.from(rows, (i) => {
    const answer = columns.reduce(
      (sum, column, j) =>
        sum + ((weights[j] as number) * ((column[i] as number) - (mean[j] as number))) / (sd[j] as number),
      centre,
    );
    return (answer - (y[i] as number)) ** 2;
  });
  return average(errors);
}

function rawOf({ z, mean, sd }: Column): Float64Array {
  return z.map((value) => value * sd + mean);
}

function takeOut(values: Float64Array, t: Float64Array, share: number): void {
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) - share * (t[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function meanOf(values: Float64Array, index: readonly number[]): number {
  return index.reduce((sum, i) => sum + (values[i] as number), 0) / Math.max(1, index.length);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
