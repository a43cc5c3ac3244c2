import type { TrainingReport } from '../../../shared/model/training-report';
import type { FigureMark } from '../../ui/figure/figure-spec';
import { shortAmount, shortNumber } from '../../ui/short-number';
import type { ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

const shades = 5;
const leading = 10;

/** Places of values among their own kind, 0 to 1; null where missing. */
export function ranks(values: readonly (number | null)[]): (number | null)[] {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const place = new Map<number, number>();
  sorted.forEach((value, i) => place.set(value, i / Math.max(1, sorted.length - 1)));
  return values.map((value) => (value === null ? null : (place.get(value) ?? null)));
}

/**
 * Offsets that keep points of a swarm apart: points in the same narrow column are stacked around the middle.
 * @returns -1 to 1
 */
export function swarmOffsets(values: readonly number[], columns = 90): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const taken = new Map<number, number>();
  const stack = values.map((value) => {
    const column = high > low ? Math.floor(((value - low) / (high - low)) * columns) : 0;
    const n = taken.get(column) ?? 0;
    taken.set(column, n + 1);
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  });
  const tallest = Math.max(4, ...stack.map(Math.abs));
  return stack.map((n) => n / tallest);
}

/** Every window of the sample as a point: how much each leading feature added, coloured by its own value. */
export function swarmFigure({ shap, batches }: TrainingReport): ReportFigure | null {
  const features = shap.sample.features.slice(0, leading);
  if (features.length === 0) return null;
  const names = new Map(batches.map(({ id, name }) => [id, name]));
  const rows = features.toReversed();
  const dots = rows.flatMap((feature, place) => {
    const [rank, offset] = [ranks(feature.values), swarmOffsets(feature.shap)];
    return feature.shap.map((x, i) => ({
      x,
      y: place + 0.38 * (offset[i] ?? 0),
      shade: rank[i] ?? null,
      words: tr('{name} {shortAmount}\nadds {shortNumber} to {scale}\n{names}, {ageH} h', {
        name: feature.name,
        shortAmount: shortAmount(feature.values[i], feature.unit),
        shortNumber: shortNumber(x),
        scale: shap.scale,
        names: names.get(shap.sample.batchIds[i] ?? '') ?? '',
        ageH: shap.sample.ageH[i]?.toFixed(1) ?? '–',
      }),
    }));
  });
  const shade = (n: number): FigureMark => ({
    kind: 'points',
    radius: 1.9,
    colour: { from: n / (shades - 1) },
    points: dots.filter(
      (dot) => dot.shade !== null && Math.min(shades - 1, Math.floor(dot.shade * shades)) === n,
    ),
    ...(n === 0
      ? { legend: tr('Low value of the feature') }
      : n === shades - 1
        ? { legend: tr('High value') }
        : {}),
  });
  const missing = dots.filter((dot) => dot.shade === null);
  return {
    title: tr('What moves the prediction'),
    words: tr(
      'SHAP values of {length} windows: each dot is one window, right of zero the feature raised {scale}, left it lowered it.',
      { length: features[0]?.shap.length ?? 0, scale: shap.scale },
    ),
    spec: {
      x: { kind: 'linear', label: tr('added to {scale}', { scale: shap.scale }) },
      y: { kind: 'names', label: '', names: rows.map(({ name }) => name) },
      marks: [
        { kind: 'guide', axis: 'x', at: 0, colour: 'ink', dashed: false },
        ...Array.from({ length: shades }, (_, n) => shade(n)),
        ...(missing.length > 0
          ? [
              {
                kind: 'points',
                radius: 1.9,
                colour: 'quiet',
                points: missing,
                legend: tr('Feature missing'),
              } as const,
            ]
          : []),
      ],
    },
    table: {
      columns: ['feature', 'batch', 'age h', 'value', 'SHAP'],
      rows: features.flatMap((feature) =>
        feature.shap.map((value, i) => [
          feature.name,
          names.get(shap.sample.batchIds[i] ?? '') ?? shap.sample.batchIds[i] ?? '',
          shap.sample.ageH[i] ?? null,
          feature.values[i] ?? null,
          value,
        ]),
      ),
    },
  };
}

/** One feature's value against what it added. */
export function dependenceFigure({ shap }: TrainingReport, name: string): ReportFigure | null {
  const feature =
    shap.sample.features.find((candidate) => candidate.name === name) ?? shap.sample.features[0];
  if (!feature) return null;
  const points = feature.shap.flatMap((y, i) => {
    const x = feature.values[i];
    const age = shap.sample.ageH[i]?.toFixed(1) ?? '–';
    return x === null || x === undefined
      ? []
      : [
          {
            x,
            y,
            words: tr('{shortAmount} at {age} h\nadds {shortNumber} to {scale}', {
              shortAmount: shortAmount(x, feature.unit),
              age,
              shortNumber: shortNumber(y),
              scale: shap.scale,
            }),
          },
        ];
  });
  return {
    title: tr('How one feature acts'),
    words: tr('What {name} added to {scale}, against its own value, over the same windows.', {
      name: feature.name,
      scale: shap.scale,
    }),
    spec: {
      x: { kind: 'linear', label: feature.unit === '' ? feature.name : `${feature.name}, ${feature.unit}` },
      y: { kind: 'linear', label: tr('added to {scale}', { scale: shap.scale }) },
      marks: [
        { kind: 'guide', axis: 'y', at: 0, colour: 'ink', dashed: false },
        { kind: 'points', points, colour: 'predicted', radius: 2 },
      ],
    },
    table: {
      columns: ['age h', `${feature.name} ${feature.unit}`.trim(), 'SHAP'],
      rows: feature.shap.map((value, i) => [shap.sample.ageH[i] ?? null, feature.values[i] ?? null, value]),
    },
  };
}

/** Mean size of each feature's contribution, over all windows or those of one batch. */
export function importanceFigure(
  { shap, batches }: TrainingReport,
  batchId: string | null,
): ReportFigure | null {
  if (shap.global.length === 0) return null;
  const own = shap.perBatch.find((batch) => batch.batchId === batchId);
  const all = shap.global.map((feature, i) => ({
    ...feature,
    size: own ? (own.meanAbs[i] ?? 0) : feature.meanAbs,
  }));
  const shown = all
    .toSorted((a, b) => b.size - a.size)
    .slice(0, 15)
    .toReversed();
  const of = own ? (batches.find(({ id }) => id === batchId)?.name ?? own.batchId) : 'all batches';
  return {
    title: tr('Weight of the features'),
    words: `Mean size of what each feature added to ${shap.scale}, ${of}. The start is ${shortNumber(shap.base)}.`,
    spec: {
      x: { kind: 'linear', label: tr('mean |SHAP|, {scale}', { scale: shap.scale }), include: [0] },
      y: { kind: 'names', label: '', names: shown.map(({ name }) => name) },
      marks: [
        {
          kind: 'bars',
          colour: 'predicted',
          bars: shown.map(({ name, size }, place) => ({
            place,
            length: size,
            words: `${name}: ${shortNumber(size)}`,
          })),
        },
      ],
    },
    table: {
      columns: ['feature', 'unit', 'mean |SHAP|'],
      rows: all.map(({ name, unit, size }) => [name, unit, size]),
    },
  };
}
