import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { VesselScale } from '../../src/shared/model/channel-catalogue';
import { unitIdSchema, type BatchId, type UnitId } from '../../src/shared/model/identity';
import { createPlant, type Plant } from '../../src/workers/simulator/plant/plant';
import { sensorStates } from '../../src/workers/simulator/plant/sensors';
import { createRouter } from '../../src/workers/station/serve/router';
import { encodeOnnx } from '../../src/workers/trainer/export-onnx/onnx-model';
import type { Band } from '../../src/workers/trainer/pipeline/band';
import { hybridGraph } from '../../src/workers/trainer/pipeline/hybrid-graph';
import type { HybridModel } from '../../src/workers/trainer/pipeline/hybrid-model';
import type { LinearTerm } from '../../src/workers/trainer/pipeline/linear-part';
import { predictor } from '../../src/workers/trainer/pipeline/predictor';
import { cardFeatures, goldenOf } from '../../src/workers/trainer/pipeline/training-card';
import { writeProduct } from '../../src/workers/trainer/pipeline/write-product';
import { createModelBench } from '../../src/workers/twin/model-bench';
import type { StationClient } from '../../src/workers/twin/followed-batch';
import { createTwinLoop, type TwinLoop } from '../../src/workers/twin/twin-loop';
import { openPort } from '../contract/three-transports';
import { startStation, type StationUnderTest } from './station-under-test';

export const hourMs = 3_600_000;
const windowMs = 30_000;
const rowEveryS = 10;
const startL = { '1L': 1, '15L': 5.5 } as const;

/** A line over features on ln OD600, as a product in the form the trainer writes. */
export interface LineProduct {
  readonly name: string;
  readonly version?: string;
  readonly target?: 'OD600' | 'DCW';
  readonly scale?: VesselScale;
  readonly intercept: number;
  /** Feature, its weight, and between what values it was learned. */
  readonly terms: readonly {
    readonly feature: string;
    readonly form: LinearTerm['form'];
    readonly weight: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** Writes a model below a folder of models: model.onnx, card, golden rows and parts. */
export async function writeLine(modelsDir: string, given: LineProduct): Promise<void> {
  const { name, version = '1.0.0', target = 'OD600', scale = '15L', intercept } = given;
  const featureNames = given.terms.map(({ feature }) => feature);
  const terms = given.terms.map(({ form, weight, low, high }, feature) => {
    const middle = (low + high) / 2;
    return { feature, form, low, high, weight, mean: form === 'ln' ? Math.log(middle) : middle };
  });
  const model: HybridModel = { featureNames, line: [{ intercept, terms }], trees: null, logTarget: true };
  const band: Band = { q: 1.6, settled: 0.05, early: 0, trees: null, scores: 0, rank: 0 };
  const rows = Array.from({ length: 24 }, (_, i) =>
    Float32Array.from(given.terms, ({ low, high }) => low + ((i + 0.5) / 24) * (high - low)),
  );
  const bytes = encodeOnnx(hybridGraph(model, band), { name: 'test', version: '1' });
  const range = given.terms.map(({ low, high }) => ({ low, high }));
  const card = {
    format: 1,
    name,
    version,
    purpose: 'A line for tests',
    accuracy: 'Not measured',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    output: {
      name: target,
      unit: target === 'OD600' ? 'AU' : 'g/L',
      intervalLevel: 0.9,
      interval: 'Set by hand',
    },
    features: cardFeatures(featureNames, (j) => range[j] ?? { low: 0, high: 1 }, new Set(terms.keys())),
    data: { simulated: true },
    metrics: {},
    limits: [],
    target,
    scale,
    source: 'trained',
  };
  const json = (value: unknown): string => `${JSON.stringify(value)}\n`;
  await writeProduct(
    modelsDir,
    { name, version },
    {
      'model.onnx': bytes,
      'card.json': json(card),
      'golden.json': json(goldenOf(featureNames, rows, predictor(model, band))),
      'parts.json': json({ featureNames, logTarget: true, line: model.line, trees: null, band }),
    },
  );
}

/** The model that comes with the program, under another name and for one vessel. */
export function writeShipped(modelsDir: string, name: string): void {
  const folder = join(modelsDir, name, '1.0.0');
  cpSync(resolve('models', 'od600-ridge', '1.0.0'), folder, { recursive: true });
  const path = join(folder, 'card.json');
  const card = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...card, name, scale: '15L' }));
}

export interface TwinUnderTest {
  readonly station: StationUnderTest;
  /** As the twin has it. */
  readonly client: StationClient;
  readonly unitId: UnitId;
  readonly batchId: BatchId;
  readonly plant: Plant;
  readonly inoculatedAt: number;
  /** Runs the plant to an age, hands in what its sensors said, and lets the twin come up to date. */
  runTo(ageH: number): Promise<void>;
  /** OD600 as the plant had it when it was at that age; only of whole hours that were run. */
  truth(ageH: number): number;
  close(): Promise<void>;
}

export interface TwinScene {
  readonly seed: number;
  /** Since when the batch runs; none of its times may be in the future. */
  readonly hoursAgo: number;
  readonly scale?: VesselScale;
}

/** A station with a running simulated batch and the real twin beside it; its clock is the age of the batch. */
export async function startTwin(
  models: (modelsDir: string) => Promise<void>,
  { seed, hoursAgo, scale = '15L' }: TwinScene,
): Promise<TwinUnderTest> {
  const dir = mkdtempSync(join(tmpdir(), 'bt-twin-'));
  await models(join(dir, 'models'));
  const station = await startStation(null, dir);
  const router = createRouter(station.station.rooms);
  const [simulator, twin] = [openPort(router, 'simulator'), openPort(router, 'twin')];
  const unitId = unitIdSchema.parse('T1');
  const plant = createPlant({ preset: scale, seed, variation: false });
  const inoculatedAt = Math.floor((Date.now() - hoursAgo * hourMs) / windowMs) * windowMs;
  await station.client.units.save({ id: unitId, name: 'Vessel', scale, startVolumeL: startL[scale] });
  const { id: batchId } = await station.client.batches.start({ unitId, name: 'Simulated', inoculatedAt });
  const log = (): void => undefined;
  const none = { model: null, problem: '' };
  const loop: TwinLoop = createTwinLoop({
    client: twin.client,
    loaded: none,
    bench: createModelBench(twin.client, none, log),
    log,
    elapsedMs: () => 0,
  });
  const truths = new Map<number, number>();
  const tags = [...plant.tags];

  const handIn = async (untilS: number): Promise<void> => {
    const columns = { unitId, tags, tag: [] as number[], t: [] as number[], value: [] as number[] };
    while (plant.ageS() < untilS) {
      plant.step();
      const age = plant.ageS();
      if (age % 3600 === 0) truths.set(age / 3600, plant.truth().od600);
      if (age % rowEveryS !== 0 && age < untilS - 1) continue;
      const { value, state } = plant.sensors();
      value.forEach((one, tag) => {
        if (state[tag] === sensorStates.silent) return;
        columns.tag.push(tag);
        columns.t.push(inoculatedAt + age * 1000);
        columns.value.push(one);
      });
    }
    await simulator.client.readings.submit(columns);
  };
  return {
    station,
    client: twin.client,
    unitId,
    batchId,
    plant,
    inoculatedAt,
    truth: (ageH) => truths.get(ageH) ?? Number.NaN,
    runTo: async (ageH) => {
      const to = ageH * 3600;
      while (plant.ageS() < to) await handIn(Math.min(to, plant.ageS() + 3600));
      const at = inoculatedAt + to * 1000 + 4000;
      // The twin believes that a past is whole when it was still for three seconds of its clock.
      for (const now of [at, at + 4000]) await loop.step(now);
    },
    close: async () => {
      await Promise.all([simulator.close(), twin.close()]);
      await station.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
