import type { ModelVersionEntry } from '../../../shared/model/model-registry';

interface Compared {
  readonly name: string;
  readonly unit: string;
  readonly a: number | null;
  readonly b: number | null;
  readonly better: 'a' | 'b' | null;
}

export interface ModelComparison {
  readonly a: ModelVersionEntry;
  readonly b: ModelVersionEntry;
  readonly figures: Compared[];
  readonly doubts: string[];
  readonly onlyA: string[];
  readonly onlyB: string[];
}

type Figure = (entry: ModelVersionEntry) => number | null;
const intervalLevel = 0.9;

/** How good a figure is, the smaller the better; figures that are neither good nor bad have none. */
const rows: readonly (readonly [name: string, unit: string, of: Figure, cost: ((value: number) => number) | null])[] = [
  ['Mean relative error', '%', (m) => m.figures.mrePct, (v) => v],
  ['RMSE', '', (m) => m.figures.rmse, (v) => v],
  ['R²', '', (m) => m.figures.r2, (v) => -v],
  ['Bias', '', (m) => m.figures.bias, Math.abs],
  ['Coverage of the band', '', (m) => m.figures.coverage, (v) => Math.abs(v - intervalLevel)],
  ['Samples judged by', '', (m) => m.figures.n, null],
  ['Live mean relative error', '%', (m) => m.live.mrePct, (v) => v],
  ['Live samples', '', (m) => m.live.n, null],
  ['Features', '', (m) => m.features, null],
];

/** Two versions side by side, with what keeps their figures from being compared. */
export function compareModels(
  a: ModelVersionEntry,
  b: ModelVersionEntry,
  featuresOf: (entry: ModelVersionEntry) => readonly string[],
): ModelComparison {
  const [namesA, namesB] = [featuresOf(a), featuresOf(b)];
  return {
    a,
    b,
    figures: rows.map(([name, unit, of, cost]) => {
      const [x, y] = [of(a), of(b)];
      const [costX, costY] = [x, y].map((value) => (value === null || !cost ? null : cost(value)));
      const known = costX !== null && costY !== null && costX !== undefined && costY !== undefined;
      const better = !known || costX === costY ? null : costX < costY ? 'a' : 'b';
      return { name, unit, a: x, b: y, better };
    }),
    doubts: doubtsOf(a, b),
    onlyA: namesA.filter((name) => !namesB.includes(name)),
    onlyB: namesB.filter((name) => !namesA.includes(name)),
  };
}

function doubtsOf(a: ModelVersionEntry, b: ModelVersionEntry): string[] {
  return [
    ...(a.target === b.target ? [] : [`They predict different things: ${a.target} and ${b.target}`]),
    ...(a.unit === b.unit ? [] : [`Their units differ: ${a.unit} and ${b.unit}`]),
    ...(a.scale === b.scale ? [] : ['They are for different vessels']),
    ...(a.figures.measuredOn === b.figures.measuredOn
      ? []
      : [
          `They were judged on different data: ${a.figures.measuredOn || 'nothing known'}; ${b.figures.measuredOn || 'nothing known'}`,
        ]),
  ];
}
