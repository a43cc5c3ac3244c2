import { createPlant } from '../src/workers/simulator/plant/plant';
import { createBatchDerivation } from '../src/workers/twin/batch-derivation';
import { cellValues, inputTags, windowMs } from '../src/workers/twin/features/input-cell';
import { catalogueFor } from '../src/shared/model/channel-catalogue';
import { phaseOf } from '../src/shared/model/phase';
import { vesselFactsOf } from '../src/shared/model/vessel-facts';

/** What the twin said about the end of the glycerol of one simulated batch. */
export interface DepletionTrial {
  readonly seed: number;
  /** When less than 0.05 g/L was truly left, h; null where it was not within the time looked at. */
  readonly trueH: number | null;
  /** When the twin said so, h. */
  readonly detectedH: number | null;
  /** Forecast made two hours before, h of age, with its 90 % interval. */
  readonly forecastH: number | null;
  readonly lowH: number | null;
  readonly highH: number | null;
}

const hourMs = 3_600_000;
const aheadH = 2;
const longestH = 40;
const usedUpGL = 0.05;
/** A detection later than this is none. */
const watchedAfterH = 1;

/** Runs one varied 15 L batch with measured sensors through the twin until an hour after its glycerol is used up. */
export function depletionTrial(seed: number): DepletionTrial {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const channels = catalogueFor('15L');
  const rangeOf = (tag: string) =>
    channels.find((channel) => channel.tag === tag)?.range ?? { low: 0, high: 100 };
  const batch = createBatchDerivation({
    inoculatedAt: 0,
    startVolumeL: plant.parameters.startVolumeL,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
    vessel: vesselFactsOf({ scale: '15L' }),
  });
  const forecasts: { atH: number; inH: (number | null)[] }[] = [];
  let detectedH: number | null = null;
  let trueH: number | null = null;
  for (let end = windowMs; end <= longestH * hourMs; end += windowMs) {
    const sums = new Float64Array(columns.length);
    for (let second = 0; second < windowMs / 1000; second += 1) {
      plant.step();
      if (trueH === null && plant.state.glycerolG / plant.state.volumeL < usedUpGL)
        trueH = plant.ageS() / 3600;
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j] = (sums[j] ?? 0) + (value[column] ?? 0)));
    }
    const values = cellValues((tag) => ((sums[inputTags.indexOf(tag)] ?? 0) * 1000) / windowMs);
    const { outputs } = batch.finish(batch.features({ end, values }), null);
    const atH = end / hourMs;
    if (phaseOf(outputs.Phase?.value ?? null).id === 'depleted') detectedH ??= atH;
    const said = [outputs.Depletion_in, outputs.Depletion_low, outputs.Depletion_high];
    forecasts.push({ atH, inH: said.map((one) => one?.value ?? null) });
    if (trueH !== null && atH > trueH + watchedAfterH) break;
  }
  const before = forecasts.findLast(({ atH }) => trueH !== null && atH <= trueH - aheadH);
  const [forecastH, lowH, highH] = [0, 1, 2].map((i) => {
    const inH = before?.inH[i] ?? null;
    return before && inH !== null ? before.atH + inH : null;
  });
  return { seed, trueH, detectedH, forecastH: forecastH ?? null, lowH: lowH ?? null, highH: highH ?? null };
}

/** One figure of a measurement. */
export interface DepletionFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
}

const withinH = 0.5;

/** The figures over many trials. All of them are of simulated batches. */
export function depletionFigures(trials: readonly DepletionTrial[]): DepletionFigure[] {
  const n = trials.length;
  const share = (count: number): number => Number(((100 * count) / Math.max(1, n)).toFixed(1));
  const delays = trials.flatMap(({ trueH, detectedH }) =>
    trueH === null || detectedH === null ? [] : [60 * (detectedH - trueH)],
  );
  const misses = trials.map(({ trueH, forecastH }) =>
    trueH === null || forecastH === null ? Number.POSITIVE_INFINITY : forecastH - trueH,
  );
  const finite = misses.filter((miss) => Number.isFinite(miss));
  const covered = trials.filter(
    ({ trueH, lowH, highH }) =>
      trueH !== null && lowH !== null && highH !== null && lowH <= trueH && trueH <= highH,
  ).length;
  const at = (values: readonly number[], part: number): number => {
    const sorted = values.toSorted((a, b) => a - b);
    return Number((sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(2));
  };
  const of = `of ${n} simulated batches`;
  return [
    { name: `Depletion detected, ${of}`, value: share(delays.length), unit: '%' },
    {
      name: `Depletion, detected before it was, ${of}`,
      value: share(delays.filter((d) => d < 0).length),
      unit: '%',
    },
    { name: `Depletion, delay of detection, median ${of}`, value: at(delays, 0.5), unit: 'min', goal: 5 },
    { name: `Depletion, delay of detection, 90th percentile ${of}`, value: at(delays, 0.9), unit: 'min' },
    {
      name: `Depletion forecast 2 h ahead, within 30 min, ${of}`,
      value: share(misses.filter((miss) => Math.abs(miss) <= withinH).length),
      unit: '%',
    },
    {
      name: `Depletion forecast 2 h ahead, median error, ${of}`,
      value: at(
        finite.map((m) => 60 * m),
        0.5,
      ),
      unit: 'min',
    },
    {
      name: `Depletion forecast 2 h ahead, 90th percentile of |error|, ${of}`,
      value: at(
        finite.map((miss) => 60 * Math.abs(miss)),
        0.9,
      ),
      unit: 'min',
    },
    {
      name: `Depletion forecast 2 h ahead, truth within its 90 % interval, ${of}`,
      value: share(covered),
      unit: '%',
    },
  ];
}
