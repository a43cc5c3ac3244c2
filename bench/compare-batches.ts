import { catalogueFor } from '../src/shared/model/channel-catalogue';
import type { GoldenPlan } from '../src/shared/model/golden-batch';
import { batchIdSchema, unitIdSchema } from '../src/shared/model/identity';
import { alignments } from '../src/shared/model/overlay';
import { vesselFactsOf } from '../src/shared/model/vessel-facts';
import { alignBatches } from '../src/shared/calc/align-batches';
import { axisOf, curveOn } from '../src/shared/calc/aligned-curve';
import { batchTrack, trackTags, trackWindowMs, type BatchTrack } from '../src/shared/calc/batch-track';
import { goldenReference } from '../src/shared/calc/golden-reference';
import { goldenScore } from '../src/shared/calc/golden-score';
import { inoculum } from '../src/workers/simulator/campaign/campaign-plan';
import type { Fault } from '../src/workers/simulator/plant/fault';
import { overlayOf } from '../src/workers/station/comparisons/overlay';
import { createPlant } from '../src/workers/simulator/plant/plant';

const hourMs = 3_600_000;
/** Clean batches end when their glycerol is gone; all are watched for so long. */
const watchedH = 24;

/** The track of a simulated 1 L batch with measured sensors. The same seed gives the same batch. */
export function simulatedTrack(seed: number, faults: readonly Fault[] = []): BatchTrack {
  const plant = createPlant({ preset: '1L', seed, variation: true, parameters: inoculum() });
  for (const fault of faults) plant.setFault(fault);
  const windows = (watchedH * hourMs) / trackWindowMs;
  const tags = trackTags.filter((tag) => plant.tags.includes(tag));
  const columns = Object.fromEntries(tags.map((tag) => [tag, new Float64Array(windows)]));
  const places = tags.map((tag) => plant.tags.indexOf(tag));
  const perWindow = trackWindowMs / 1000;
  for (let i = 0; i < windows; i += 1) {
    const sums = new Float64Array(tags.length);
    for (let s = 0; s < perWindow; s += 1) {
      plant.step();
      const { value } = plant.sensors();
      places.forEach((place, k) => (sums[k] = (sums[k] ?? 0) + (value[place] ?? Number.NaN)));
    }
    tags.forEach((tag, k) => {
      const column = columns[tag];
      if (column) column[i] = (sums[k] ?? 0) / perWindow;
    });
  }
  const channels = catalogueFor('1L');
  const rangeOf = (tag: string) => channels.find((one) => one.tag === tag)?.range ?? { low: 0, high: 100 };
  return batchTrack(columns, {
    inoculatedAt: 0,
    from: 0,
    windows,
    startVolumeL: plant.parameters.startVolumeL,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
    vessel: vesselFactsOf({ scale: '1L' }),
  });
}

/** Twelve ways in which a batch goes wrong, each from hour 8 on. */
export const deviations: readonly (Fault & { readonly words: string })[] = [
  { kind: 'offset', tag: 'pH', size: 0.2, fromH: 8, words: 'pH probe 0.2 too high' },
  { kind: 'drift', tag: 'DO', size: -60, fromH: 8, words: 'DO probe drifts by 60 % a day' },
  { kind: 'offset', tag: 'OffGas_O2', size: 0.4, fromH: 8, words: 'O2 analyser 0.4 % too high' },
  { kind: 'offset', tag: 'Temp_Broth', size: 1.5, fromH: 8, words: 'Temperature reads 1.5 K too much' },
  { kind: 'offset', tag: 'OffGas_CO2', size: 0.4, fromH: 8, words: 'CO2 analyser 0.4 % too high' },
  { kind: 'stirrer-slip', size: 0.7, fromH: 8, words: 'Stirrer slips to 70 %' },
  { kind: 'bearing', size: 2.5, fromH: 8, words: 'Bearing heavy: torque 2.5 times' },
  { kind: 'filter-clog', size: 0.02, fromH: 8, words: 'Exhaust filter clogs by 0.02 bar/h' },
  { kind: 'mfc-gain', size: 0.7, fromH: 8, words: 'Air flow 30 % less than it says' },
  { kind: 'base-empty', fromH: 8, words: 'Base bottle empty' },
  { kind: 'foam', size: 0.5, fromH: 8, words: 'Foam halves kLa' },
  { kind: 'stuck', tag: 'DO', forH: 6, fromH: 8, words: 'DO probe stuck for 6 h' },
];

/** What the monitor said of one batch. */
export interface CompareTrial {
  readonly words: string;
  /** First alarm, h of age; null without one. */
  readonly alarmH: number | null;
  readonly top: readonly string[];
}

/** Golden batch of clean batches, then clean and deviating batches of other seeds held against it. */
export function compareTrials(
  goldenSeed: number,
  trialSeed: number,
  clean = 18,
): { clean: CompareTrial[]; deviating: CompareTrial[] } {
  const plan: GoldenPlan = {
    name: 'Bench',
    batchIds: Array.from({ length: 18 }, (_, i) => batchIdSchema.parse(`G${i + 1}`)),
    centre: 'median',
    width: 3,
  };
  const reference = goldenReference(
    plan,
    plan.batchIds.map((batchId, i) => ({
      batchId,
      simulated: true,
      track: simulatedTrack(goldenSeed + i),
      words: '',
    })),
  );
  const trial = (words: string, track: BatchTrack): CompareTrial => {
    const { points } = goldenScore(reference, track);
    const first = points.find(({ alarm }) => alarm);
    return { words, alarmH: first?.ageH ?? null, top: first?.top.map(({ tag }) => tag) ?? [] };
  };
  return {
    clean: Array.from({ length: clean }, (_, i) => trial(`clean ${i + 1}`, simulatedTrack(trialSeed + i))),
    deviating: deviations.map(({ words, ...fault }, i) =>
      trial(words, simulatedTrack(trialSeed + 100 + i, [fault])),
    ),
  };
}

/** One figure of a measurement. */
export interface CompareFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number;
  readonly goalAtLeast?: number;
}

const faultsFromH = 8;

/** What was found of what was wrong, and what was found where nothing was. */
export function compareFigures({ clean, deviating }: ReturnType<typeof compareTrials>): CompareFigure[] {
  const found = deviating.filter(({ alarmH }) => alarmH !== null && alarmH >= faultsFromH);
  const delays = found.map(({ alarmH }) => (alarmH ?? 0) - faultsFromH).toSorted((a, b) => a - b);
  const alarms = clean.filter(({ alarmH }) => alarmH !== null).length;
  const late = Number((delays[Math.floor(delays.length / 2)] ?? 0).toFixed(2));
  return [
    {
      name: `Injected deviations found, of ${deviating.length} simulated`,
      value: found.length,
      unit: '',
      goalAtLeast: deviating.length,
    },
    { name: `Clean batches with an alarm, of ${clean.length} simulated`, value: alarms, unit: '', goal: 2 },
    { name: 'Injected deviations, delay of detection, median', value: late, unit: 'h' },
    ...deviating.map(({ words, alarmH }) => ({
      name: `  ${words}, found after`,
      value: alarmH === null ? -1 : Number((alarmH - faultsFromH).toFixed(2)),
      unit: 'h',
    })),
  ];
}

const channels = ['DO', 'OD', 'CER', 'pH', 'Stir_PV', 'Base_Pump_Rate'];

/** A store of simulated batches as the station's own, read from memory: what is left is the work of an overlay. */
export async function overlayFigures(seed: number): Promise<CompareFigure[]> {
  const tracks = Array.from({ length: 18 }, (_, i) => simulatedTrack(seed + i));
  const batches = tracks.map((track, i) => ({
    batch: {
      id: batchIdSchema.parse(`B${i + 1}`),
      unitId: unitIdSchema.parse('C1'),
      name: `B${i + 1}`,
      inoculatedAt: track.inoculatedAt,
      endedAt: track.from + track.windows * trackWindowMs,
      simulated: true,
    },
    track,
    columns: new Map(
      channels.flatMap((tag) => {
        const mean = track.columns[tag];
        return mean ? [[tag, { mean, min: mean, max: mean }] as const] : [];
      }),
    ),
  }));
  const store = { load: async (id: string) => batches.find(({ batch }) => batch.id === id) ?? failed(id) };
  const figures: CompareFigure[] = [];
  for (const by of alignments) {
    const begun = performance.now();
    await overlayOf(
      store,
      { batchIds: batches.map(({ batch }) => batch.id), tags: channels, by, points: 400 },
      { step: () => Promise.resolve() },
      () => 0,
    );
    figures.push({
      name: `Overlay of 18 batches x 6 channels by ${by}`,
      value: Math.round(performance.now() - begun),
      unit: 'ms',
      goal: 500,
    });
  }
  return figures;
}

function failed(id: string): never {
  throw new Error(`There is no ${id}`);
}

/** A simulated batch laid onto itself after its time was stretched: difference over the range. */
export function stretchFigures(seed: number): CompareFigure[] {
  const whole = simulatedTrack(seed);
  return [0.8, 1.25].flatMap((stretch) =>
    ['DO', 'OD'].map((tag) => ({
      name: `Stretched to ${stretch}, aligned by maturity, ${tag}, RMS of the range`,
      value: Number(rmsPct([whole, stretchedTrack(whole, stretch)], tag).toFixed(2)),
      unit: '%',
      goal: 2,
    })),
  );
}

/** The same life in another time: rates are lower where it is longer, amounts and concentrations are not. */
function stretchedTrack(track: BatchTrack, stretch: number): BatchTrack {
  const windows = Math.floor(track.windows * stretch);
  const rates = new Set(['CER', 'OUR', 'CER_clear']);
  const columns = Object.fromEntries(
    Object.entries(track.columns).map(([tag, values]) => [
      tag,
      Float64Array.from(
        { length: windows },
        (_, i) =>
          (values[Math.min(track.windows - 1, Math.floor(i / stretch))] ?? Number.NaN) /
          (rates.has(tag) ? stretch : 1),
      ),
    ]),
  );
  const carbonDioxide = Float64Array.from(
    { length: windows },
    (_, i) => track.carbonDioxide[Math.floor(i / stretch)] ?? Number.NaN,
  );
  const phases = track.phases.map(({ phase, from, to }) => ({
    phase,
    from: from * stretch,
    to: to * stretch,
  }));
  return { ...track, windows, columns, carbonDioxide, phases };
}

function rmsPct(tracks: readonly BatchTrack[], tag: string): number {
  const placed = alignBatches(tracks, 'maturity');
  const axis = axisOf(
    placed.map(({ x }) => x),
    400,
  );
  const [a = [], b = []] = tracks.map((track, k) => {
    const [x, mean] = [placed[k]?.x, track.columns[tag]];
    return axis && x && mean ? [...curveOn(axis, x, { mean, min: mean, max: mean }).mean] : [];
  });
  const pairs = a.flatMap((value, i) => {
    const other = b[i] ?? Number.NaN;
    return Number.isNaN(value) || Number.isNaN(other) ? [] : [[value, other] as const];
  });
  const values = pairs.map(([value]) => value);
  const range = Math.max(...values) - Math.min(...values);
  return (100 * Math.sqrt(pairs.reduce((sum, [x, y]) => sum + (x - y) ** 2, 0) / pairs.length)) / range;
}
