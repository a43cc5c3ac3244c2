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
    ...vesselDoubts(a, b),
    ...(a.figures.measuredOn === b.figures.measuredOn
      ? []
      : [
          `They were judged on different data. ${judgedOn(a)}. ${judgedOn(b)}`,
        ]),
  ];
}

function vesselDoubts(a: ModelVersionEntry, b: ModelVersionEntry): string[] {
  if (a.scale === b.scale) return [];
  const broad = [a, b].find(({ scale }) => scale === null);
  if (broad) return [`${broad.name} ${broad.version} is for any vessel, the other for one size`];
  return ['They are for different vessels'];
}

/** On what it was judged; of one without figures what its card says. */
function judgedOn({ name, version, figures, accuracy }: ModelVersionEntry): string {
  const words = figures.measuredOn || accuracy.replace(/\.$/, '') || 'nothing is known';
  return `${name} ${version}: ${words}`;
}
