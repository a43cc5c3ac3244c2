import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import {
  goldenSchema,
  modelFileCardSchema,
  type Golden,
  type ModelFileCard,
} from '../../shared/model/model-file-card';
import { modelMisfit } from '../../shared/model/model-fit';
import { explainByParts, explainByReference, middleOf } from './explain-model';
import {
  featureVector,
  outsideTraining,
  worstExcess,
  type FeatureValues,
  type Od600Model,
  type Prediction,
} from './od600-model';
import { readParts } from './read-parts';

/** The outcome of looking for a model: one that is proven, or words on what is wrong and what to do. */
export type LoadedModel =
  | { readonly model: Od600Model; readonly problem: string }
  | { readonly model: null; readonly problem: string };

/** Why a model may not be used, in words for a person. */
class ModelRefused extends Error {}

const modelName = 'od600-ridge';
/** Of the first model, and of those trained since. */
const valueNames = ['od600', 'value'] as const;

/**
 * Loads the newest version of the OD600 model and proves it: hash, features, and the golden rows. Never throws: without
 * a model the twin goes on with what needs none.
 * @param modelsDir the folder that holds one folder per model name
 */
export async function loadModel(modelsDir: string): Promise<LoadedModel> {
  try {
    const version = await newestVersion(join(modelsDir, modelName));
    return { model: await openModel(join(modelsDir, modelName, version)), problem: '' };
  } catch (error) {
    const why = error instanceof ModelRefused ? error.message : `The model cannot be used: ${String(error)}`;
    return {
      model: null,
      problem: `${why}. OD600 and µ are not predicted; OUR, CER, RQ and phase are. Restore the folder models/${modelName} of this version of the program, then restart the twin.`,
    };
  }
}

/**
 * Opens and proves one version of a model, wherever it lies. Never throws.
 * @param sha256 the file that was registered under this version
 */
export async function loadModelFrom(folder: string, sha256: string): Promise<LoadedModel> {
  try {
    const model = await openModel(folder);
    if (model.card.sha256 !== sha256) throw new ModelRefused('Its files are others than were registered');
    return { model, problem: '' };
  } catch (error) {
    const why = error instanceof ModelRefused ? error.message : `It cannot be used: ${String(error)}`;
    return { model: null, problem: why };
  }
}

async function newestVersion(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const versions = names.filter((name) => /^\d+\.\d+\.\d+$/.test(name)).toSorted(compareVersions);
  const newest = versions.at(-1);
  if (newest === undefined) throw new ModelRefused(`No model found in ${folder}`);
  return newest;
}

/** Order of semantic versions without pre-releases. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  return [0, 1, 2].map((i) => (x[i] ?? 0) - (y[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

async function openModel(folder: string): Promise<Od600Model> {
  const card = modelFileCardSchema.safeParse(await readJson(folder, 'card.json'));
  if (!card.success) throw new ModelRefused(`${join(folder, 'card.json')} is not a model card`);
  const golden = goldenSchema.safeParse(await readJson(folder, 'golden.json'));
  if (!golden.success) throw new ModelRefused(`${join(folder, 'golden.json')} holds no reference rows`);
  const bytes = await readFile(join(folder, 'model.onnx')).catch(() => null);
  if (bytes === null) throw new ModelRefused(`${join(folder, 'model.onnx')} is missing`);
  checkHash(bytes, card.data);
  const misfit = modelMisfit(card.data);
  if (misfit !== '') throw new ModelRefused(misfit);
  checkFeatures(card.data, golden.data);
  const session = await startSession(bytes, card.data);
  await checkGolden(session, golden.data);
  const parts = await readParts(folder, golden.data);
  const reference = middleOf(
    golden.data.rows.map(({ x }) => x),
    card.data.features.length,
  );
  const runRows = async (rows: readonly (readonly number[])[]): Promise<number[]> =>
    (await session.run(rows)).map(({ value }) => value);
  const { predict } = session;
  return {
    card: card.data,
    predict,
    explain: parts ? explainByParts(parts) : explainByReference(runRows, reference),
  };
}

async function readJson(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8'));
  } catch {
    throw new ModelRefused(`${join(folder, name)} is missing or damaged`);
  }
}

function checkHash(bytes: Uint8Array, card: ModelFileCard): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== card.sha256) {
    throw new ModelRefused(`Model ${card.name} ${card.version} is not the file its card describes`);
  }
}

function checkFeatures(card: ModelFileCard, golden: Golden): void {
  const order = card.features.map((feature) => feature.name);
  if (order.join() !== golden.features.join()) {
    throw new ModelRefused(`Card and reference rows of ${card.name} name different features`);
  }
}

interface Ran {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

async function startSession(
  bytes: Uint8Array,
  card: ModelFileCard,
): Promise<Od600Model & { run: (vectors: readonly (readonly number[])[]) => Promise<Ran[]> }> {
  // Loaded here and not above: where the runtime does not fit the machine, only the model is lost.
  const runtime = await import('onnxruntime-node');
  const session = await runtime.InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  }).catch((problem: unknown) => {
    const why = (problem instanceof Error ? problem.message : String(problem)).replace(/\.$/, '');
    throw new ModelRefused(`model.onnx of ${card.name} ${card.version} is no ONNX model: ${why}`);
  });
  const run = (vectors: readonly (readonly number[])[]): Promise<Ran[]> =>
    infer(
      session,
      vectors,
      (data) => new runtime.Tensor('float32', data, [vectors.length, card.features.length]),
    );
  return {
    card,
    run,
    predict: async (rows) => {
      const vectors = rows.map((row) => featureVector(row, card.features));
      const known = vectors.filter((vector) => vector !== null);
      const next = (await run(known)).map((ran, i) => judged(ran, known[i] ?? [], card)).values();
      return vectors.map((vector) => (vector === null ? missing : (next.next().value ?? missing)));
    },
  };
}

const missing: Prediction = { value: null, low: null, high: null, quality: 'missing-input' };

async function infer(
  session: InferenceSession,
  vectors: readonly (readonly number[])[],
  tensor: (data: Float32Array) => Tensor,
): Promise<Ran[]> {
  if (vectors.length === 0) return [];
  const answer = await session.run({ features: tensor(Float32Array.from(vectors.flat())) });
  const valueName = valueNames.find((name) => answer[name]) ?? valueNames[0];
  const of = (name: string, i: number): number => Number(answer[name]?.data[i]);
  return vectors.map((_, i) => ({ value: of(valueName, i), low: of('low', i), high: of('high', i) }));
}

/** What came out of the model as an answer: kept within what it can answer for. */
function judged(ran: Ran, vector: readonly number[], { features }: ModelFileCard): Prediction {
  if (![ran.value, ran.low, ran.high].every(Number.isFinite))
    return vector.some(Number.isNaN) ? missing : { ...missing, quality: 'not-a-number' };
  const excess = worstExcess(vector, features);
  return excess === 0 ? { ...ran, quality: 'good' } : outsideTraining(ran, excess);
}

async function checkGolden(model: Od600Model, golden: Golden): Promise<void> {
  const rows = golden.rows.map(({ x }): FeatureValues =>
    Object.fromEntries(golden.features.map((name, i) => [name, x[i] ?? null])),
  );
  const answers = await model.predict(rows);
  const near = (got: number | null | undefined, expected: number): boolean =>
    got !== null && got !== undefined && Math.abs(got - expected) <= golden.tolerance * Math.abs(expected);
  const agree = golden.rows.every(
    ({ value, low, high }, i) =>
      near(answers[i]?.value, value) && near(answers[i]?.low, low) && near(answers[i]?.high, high),
  );
  if (!agree) throw new ModelRefused(`Model ${model.card.name} does not reproduce its reference rows`);
}
