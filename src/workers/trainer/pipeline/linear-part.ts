import { groupedFolds, type Fold } from '../tune/grouped-folds';

/** What one column of the line makes of a feature. */
export interface LinearTerm {
  readonly feature: number;
  readonly form: 'x' | 'ln';
  /** The feature is held within what was seen in training. */
  readonly low: number;
  readonly high: number;
  readonly weight: number;
  /** Of the column over the training rows: what a contribution is counted from. */
  readonly mean: number;
}

/** A line through a few features and their logarithms. */
export interface Line {
  readonly intercept: number;
  readonly terms: readonly LinearTerm[];
}

/** Lines in the order of preference: where one lacks a feature the next stands in. */
export type LinearPart = readonly Line[];

export interface LinearRows {
  readonly x: readonly Float32Array[];
  readonly y: Float64Array;
  readonly batches: readonly string[];
}

export interface LinearOptions {
  readonly seed: number;
  /** Columns that are taken at most. */
  readonly mostTerms: number;
  /** Relative strength of the ridge. */
  readonly lambda: number;
}

const innerFolds = 4;
const mostLines = 3;
/** Share of the rows that must know a feature. */
const leastKnown = 0.6;
const fewestRows = 20;
const lackingCost = 4;
/** A further column must lower the error on batches not seen by this share. */
const worthShare = 0.02;

/** A feature or its logarithm over some rows, standardised. */
export interface Column {
  readonly feature: number;
  readonly form: 'x' | 'ln';
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly sd: number;
  readonly z: Float64Array;
}

/** The value of a term's column. */
export function columnValue(
  { feature, form, low, high }: Omit<LinearTerm, 'weight' | 'mean'>,
  x: ArrayLike<number>,
): number {
  const value = Math.min(Math.max(x[feature] as number, low), high);
  return form === 'ln' ? Math.log(value) : value;
}

/** The answer of the first line that has all its features; NaN where none has. */
export function applyLine(lines: LinearPart, x: ArrayLike<number>): number {
  const line = lineFor(lines, x);
  return line
    ? line.terms.reduce((sum, term) => sum + term.weight * columnValue(term, x), line.intercept)
    : Number.NaN;
}

/** The line that answers a row. */
export function lineFor(lines: LinearPart, x: ArrayLike<number>): Line | undefined {
  return lines.find(({ terms }) => terms.every(({ feature }) => !Number.isNaN(x[feature] as number)));
}

/** Features that every line needs: without them there is no answer. */
export function neededFeatures(lines: LinearPart): ReadonlySet<number> {
  const [first, ...others] = lines.map(({ terms }) => new Set(terms.map(({ feature }) => feature)));
  return new Set([...(first ?? [])].filter((feature) => others.every((other) => other.has(feature))));
}

/**
 * Chooses columns one after the other, each the one that most lowers the error on whole batches left out, and fits them
 * by ridge. Rows that lack one of them get a line of their own from what they do have, and so on.
 */
export function fitLine(rows: LinearRows, options: LinearOptions): LinearPart {
  if (options.mostTerms === 0) return [solveLine([], rows, options.lambda)];
  const lines: Line[] = [];
  let open = rows.x.map((_, i) => i);
  while (open.length > 0 && lines.length < mostLines) {
    const isLast = lines.length === mostLines - 1;
    const columns = columnsOf(rows, open, isLast ? 1 : leastKnown);
    const known = rowsKnown(rows, columns);
    const fair = known.y.length >= fewestRows && new Set(known.batches).size > 1;
    const chosen = fair ? chooseColumns(columnsOf(known, null, 1, columns), known, rows, options) : [];
    const taken = columns.filter((column) =>
      chosen.some((c) => c.feature === column.feature && c.form === column.form),
    );
    const usable = rowsKnown(rows, taken);
    lines.push(solveLine(columnsOf(usable, null, 1, taken), usable, options.lambda));
    open = open.filter((i) => lineFor(lines, rows.x[i] ?? []) === undefined);
  }
  return lines;
}

/** The rows in which all of some columns are known. */
function rowsKnown(rows: LinearRows, columns: readonly Pick<Column, 'feature'>[]): LinearRows {
  const kept = rows.x.flatMap((x, i) =>
    columns.every(({ feature }) => !Number.isNaN(x[feature] as number)) ? i : [],
  );
  return {
    x: kept.flatMap((i) => rows.x[i] ?? []),
    y: Float64Array.from(kept, (i) => rows.y[i] as number),
    batches: kept.flatMap((i) => rows.batches[i] ?? []),
  };
}

/** Chooses the columns of a plain baseline: all of them, as far as the rows know them. */
export function fitFullLine(all: LinearRows, seed: number): LinearPart {
  return fullLines(all, (rows, columns) => {
    const parts = foldsOf(rows, seed).map((fold) => ({
      train: gram(columns, rows.y, fold.train),
      test: gram(columns, rows.y, fold.test),
    }));
    const every = columns.map((_, j) => j);
    const losses = [1e-4, 1e-3, 1e-2, 1e-1, 1].map((lambda) => ({
      lambda,
      loss: parts.reduce(
        (sum, part) => sum + testError(part.test, every, solveGram(part.train, every, lambda)),
        0,
      ),
    }));
    return solveLine(columns, rows, losses.reduce((a, b) => (b.loss < a.loss ? b : a)).lambda);
  });
}

/**
 * Lines over all columns that are known, and for the rows that lack some of them lines over those they do know.
 * @param fit makes a line of rows that know every column
 */
export function fullLines(
  all: LinearRows,
  fit: (rows: LinearRows, columns: readonly Column[]) => Line,
): LinearPart {
  const lines: Line[] = [];
  let open: number[] | null = null;
  while (lines.length < mostLines && (open === null || open.length > 0)) {
    const eligible = columnsOf(all, open, open === null ? leastKnown : 1);
    const known = rowsKnown(all, eligible);
    const rows = known.y.length >= fewestRows ? known : all;
    lines.push(fit(rows, columnsOf(rows, null, 1, rows === all ? undefined : eligible)));
    open = all.x.flatMap((x, i) => (lineFor(lines, x) ? [] : i));
  }
  return lines;
}

/** Folds of whole batches for a choice made within the training rows. */
export function foldsOf({ batches }: LinearRows, seed: number): Fold[] {
  return groupedFolds(batches, Math.min(innerFolds, new Set(batches).size), seed);
}

function chooseColumns(
  columns: readonly Column[],
  rows: LinearRows,
  all: LinearRows,
  options: LinearOptions,
): Column[] {
  const batches = new Set(rows.batches).size;
  if (batches < 2) return [];
  const parts = foldsOf(rows, options.seed).map((fold) => ({
    train: gram(columns, rows.y, fold.train),
    test: gram(columns, rows.y, fold.test),
  }));
  const lossOf = (taken: readonly number[]): number =>
    parts.reduce(
      (sum, part) => sum + testError(part.test, taken, solveGram(part.train, taken, options.lambda)),
      0,
    );
  /** A column that many rows lack must be the better for it. */
  const costOf = (taken: readonly number[]): number => {
    const lacking =
      1 -
      rowsKnown(
        all,
        taken.flatMap((j) => columns[j] ?? []),
      ).y.length /
        all.y.length;
    return lossOf(taken) * (1 + lackingCost * lacking);
  };
  let taken: number[] = [];
  let loss = costOf(taken);
  while (taken.length < options.mostTerms) {
    let best: { j: number; loss: number } | null = null;
    for (let j = 0; j < columns.length; j += 1) {
      if (taken.includes(j)) continue;
      const next = costOf([...taken, j]);
      if (best === null || next < best.loss) best = { j, loss: next };
    }
    if (best === null || best.loss > loss * (1 - worthShare)) break;
    taken = [...taken, best.j];
    loss = best.loss;
  }
  return taken.flatMap((j) => columns[j] ?? []);
}

/**
 * Columns over the rows; features that too few of the open rows know are not looked at.
 * @param open rows that must know them, all where null
 * @param only columns looked at, all where absent
 */
function columnsOf(
  { x }: LinearRows,
  open: readonly number[] | null,
  leastShare: number,
  only?: readonly Pick<Column, 'feature' | 'form'>[],
): Column[] {
  const width = x[0]?.length ?? 0;
  const columns: Column[] = [];
  for (let feature = 0; feature < width; feature += 1) {
    const raw = Float64Array.from(x, (row) => row[feature] as number);
    const asked = open === null ? raw : Float64Array.from(open, (i) => raw[i] as number);
    const missing = asked.reduce((sum, v) => sum + Number(Number.isNaN(v)), 0);
    if (missing > (1 - leastShare) * asked.length) continue;
    const known = raw.filter((v) => !Number.isNaN(v));
    const [low, high] = [Math.min(...known), Math.max(...known)];
    for (const form of ['ln', 'x'] as const) {
      if (only && !only.some((one) => one.feature === feature && one.form === form)) continue;
      if (form === 'ln' && low <= 0) continue;
      const values = form === 'ln' ? raw.map(Math.log) : raw;
      const seen = values.filter((v) => !Number.isNaN(v));
      const mean = seen.reduce((sum, v) => sum + v, 0) / seen.length;
      const sd = Math.sqrt(seen.reduce((sum, v) => sum + (v - mean) ** 2, 0) / seen.length);
      if (sd > 1e-9 * Math.max(1, Math.abs(mean)))
        columns.push({ feature, form, low, high, mean, sd, z: values.map((v) => (v - mean) / sd) });
    }
  }
  return columns;
}

/** Sums of products of 1, all columns and the target, over some rows. */
interface Gram {
  readonly size: number;
  readonly sums: Float64Array;
}

function gram(columns: readonly Column[], y: Float64Array, rows: Int32Array): Gram {
  const size = columns.length + 2;
  const all = [new Float64Array(y.length).fill(1), ...columns.map(({ z }) => z), y];
  const sums = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1) {
    const left = all[a] as Float64Array;
    for (let b = a; b < size; b += 1) {
      const right = all[b] as Float64Array;
      let sum = 0;
      for (const row of rows) sum += (left[row] as number) * (right[row] as number);
      sums[a * size + b] = sum;
      sums[b * size + a] = sum;
    }
  }
  return { size, sums };
}

/** Weights of the intercept and the columns taken. */
function solveGram({ size, sums }: Gram, taken: readonly number[], lambda: number): Float64Array {
  const at = [0, ...taken.map((j) => j + 1)];
  const n = sums[0] as number;
  const width = at.length;
  const matrix = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let a = 0; a < width; a += 1) {
    for (let b = 0; b < width; b += 1)
      matrix[a * width + b] =
        (sums[(at[a] as number) * size + (at[b] as number)] as number) +
        (a === b ? n * (a === 0 ? 1e-12 : lambda) : 0);
    right[a] = sums[(at[a] as number) * size + size - 1] as number;
  }
  return choleskySolve(matrix, right);
}

/** Squared errors of a line over the rows of a gram. */
function testError({ size, sums }: Gram, taken: readonly number[], weights: Float64Array): number {
  const at = [0, ...taken.map((j) => j + 1)];
  let error = sums[size * size - 1] as number;
  for (let a = 0; a < at.length; a += 1) {
    const [row, w] = [at[a] as number, weights[a] as number];
    error -= 2 * w * (sums[row * size + size - 1] as number);
    for (let b = 0; b < at.length; b += 1)
      error += w * (weights[b] as number) * (sums[row * size + (at[b] as number)] as number);
  }
  return error;
}

function solveLine(columns: readonly Column[], rows: LinearRows, lambda: number): Line {
  const all = gram(columns, rows.y, Int32Array.from(rows.y.keys()));
  const [intercept = 0, ...scaled] = solveGram(
    all,
    columns.map((_, j) => j),
    lambda,
  );
  return lineOf(columns, intercept, scaled);
}

/** A line from its answer at the mean of the columns and the weights of the standardised columns. */
export function lineOf(columns: readonly Column[], centre: number, scaled: ArrayLike<number>): Line {
  const terms = columns.map(({ feature, form, low, high, mean, sd }, j): LinearTerm => ({
    feature,
    form,
    low,
    high,
    mean,
    weight: (scaled[j] ?? 0) / sd,
  }));
  return { intercept: terms.reduce((sum, term) => sum - term.weight * term.mean, centre), terms };
}

/** Solves a symmetric positive definite system in place. */
function choleskySolve(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i * n + j] as number;
      for (let k = 0; k < j; k += 1) rest -= (matrix[i * n + k] as number) * (matrix[j * n + k] as number);
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(rest, 1e-300)) : rest / (matrix[j * n + j] as number);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] as number) - (matrix[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (matrix[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1)
      x[i] = (x[i] as number) - (matrix[k * n + i] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (matrix[i * n + i] as number);
  }
  return x;
}
