import { everyWindowFeatureNames, featureCatalogue } from '../src/shared/model/feature-catalogue';
import { catalogueFor } from '../src/shared/model/channel-catalogue';
import { createPlant } from '../src/workers/simulator/plant/plant';
import { createFeatureEngine, type BatchFacts } from '../src/workers/twin/features/feature-engine';
import { cellValues, inputTags, windowMs, type InputCell } from '../src/workers/twin/features/input-cell';

/** One figure of a measurement. */
export interface FeatureFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
}

const units = 10;
const hours = 6;
const features = 900;
/** Ticks after which the compiler has seen everything, and the hour is full. */
const warmUp = 240;

/** Cells of one varied, simulated batch. */
function simulatedCells(seed: number): InputCell[] {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  return Array.from({ length: hours * 120 }, (_, i) => {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < windowMs / 1000; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j] = (sums[j] ?? 0) + (value[column] ?? 0)));
    }
    const mean = (tag: (typeof inputTags)[number]): number =>
      ((sums[inputTags.indexOf(tag)] ?? 0) * 1000) / windowMs;
    return { end: (i + 1) * windowMs, values: cellValues(mean) };
  });
}

function facts(): BatchFacts {
  const channels = catalogueFor('15L');
  const rangeOf = (tag: string) =>
    channels.find((channel) => channel.tag === tag)?.range ?? { low: 0, high: 100 };
  return {
    inoculatedAt: 0,
    startVolumeL: 6,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
  };
}

/** Milliseconds of each tick of so many units, all features in `names`. */
function ticks(batches: readonly (readonly InputCell[])[], names: readonly string[]): number[] {
  const engines = batches.map(() => createFeatureEngine(facts(), names));
  const times: number[] = [];
  for (let i = 0; i < hours * 120; i += 1) {
    const before = performance.now();
    for (const [u, engine] of engines.entries()) {
      const cell = batches[u]?.[i];
      if (cell) engine.push(cell);
    }
    if (i >= warmUp) times.push(performance.now() - before);
  }
  return times.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toPrecision(3));

/** What one tick of the feature engine costs. */
export function featureFigures(): FeatureFigure[] {
  const batches = Array.from({ length: units }, (_, u) => simulatedCells(u + 1));
  const names = everyWindowFeatureNames.slice(0, features);
  const one = ticks(batches.slice(0, 1), names);
  const ten = ticks(batches, names);
  const series = featureCatalogue.filter(({ group }) => group === 'series').map(({ name }) => name);
  const slow = ticks(batches.slice(0, 1), series);
  const of = `${names.length} features`;
  return [
    { name: `Features, one tick of 1 unit, ${of}, p50`, value: at(one, 0.5), unit: 'ms', goal: 0.2 },
    { name: `Features, one tick of 1 unit, ${of}, p99`, value: at(one, 0.99), unit: 'ms' },
    { name: `Features, one tick of ${units} units, ${of} each, p50`, value: at(ten, 0.5), unit: 'ms' },
    { name: `Features, one tick of ${units} units, ${of} each, p99`, value: at(ten, 0.99), unit: 'ms' },
    {
      name: 'Features made in a second',
      value: Number(((1000 * units * names.length) / at(ten, 0.5)).toPrecision(3)),
      unit: '1/s',
    },
    {
      name: `Features, one tick of 1 unit, ${series.length} tsfresh features of an hour, p50`,
      value: at(slow, 0.5),
      unit: 'ms',
    },
  ];
}
