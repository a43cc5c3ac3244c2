import { catalogueFor } from '../../shared/model/channel-catalogue';
import { createPlant } from '../simulator/plant/plant';
import { createFeatureEngine, type FeatureWindow } from '../twin/features/feature-engine';
import type { AnalyserRanges, Range } from '../twin/features/gas-rates';
import { cellValues, inputTags, windowMs, type InputCell } from '../twin/features/input-cell';

const secondsPerWindow = windowMs / 1000;

/**
 * Runs one varied 15 L fed-batch with measured (biased, noisy, rounded) sensors and passes its 30 s means through the
 * twin's own feature engine. The same seed gives the same batch.
 * @param visit told every window, and the plant's true OD600 at its end (the batch's own OD per dry cells included)
 */
export function simulateBatch(
  seed: number,
  hours: number,
  visit: (window: FeatureWindow, trueOd600: number) => void,
): void {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const engine = createFeatureEngine({
    inoculatedAt: 0,
    startVolumeL: plant.parameters.startVolumeL,
    analysers: analyserRanges15L(),
  });
  for (let end = windowMs; end <= hours * 3_600_000; end += windowMs) {
    visit(engine.push(nextCell(plant, columns, end)), plant.truth().od600);
  }
}

/** Ranges of the off-gas analysers of the 15 L vessel. */
function analyserRanges15L(): AnalyserRanges {
  const rangeOf = (tag: string): Range =>
    catalogueFor('15L').find((channel) => channel.tag === tag)?.range ?? { low: 0, high: 100 };
  return { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') };
}

function nextCell(plant: ReturnType<typeof createPlant>, columns: readonly number[], end: number): InputCell {
  const sums = new Float64Array(columns.length);
  for (let second = 0; second < secondsPerWindow; second += 1) {
    plant.step();
    const { value } = plant.sensors();
    for (let i = 0; i < columns.length; i += 1) sums[i] = (sums[i] ?? 0) + (value[columns[i] ?? -1] ?? 0);
  }
  return { end, values: cellValues((tag) => (sums[inputTags.indexOf(tag)] ?? 0) / secondsPerWindow) };
}
