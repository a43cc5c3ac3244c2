import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreesToBring } from '../../../shared/contract/training';
import { featureCatalogue } from '../../../shared/model/feature-catalogue';
import type { ModelFileCard } from '../../../shared/model/model-file-card';
import type { ModelRef } from '../../../shared/model/model-registry';
import { Refusal } from '../../../shared/model/refusal';
import { trainingTarget } from '../../../shared/model/training-plan';
import { uniformAt } from '../boosting/draw-rows';
import { FlatForest } from '../boosting/flat-forest';
import { treeModelToJson, type TreeModel } from '../boosting/tree-model';
import { encodeOnnx } from '../export-onnx/onnx-model';
import { treeGraph } from '../export-onnx/tree-graph';
import { importTrees } from '../import-trees/import-trees';
import type { Answer } from './predictor';
import { proveOnnx } from './prove-onnx';
import { cardFeatures, goldenOf } from './training-card';
import { nextVersion, writeProduct } from './write-product';
import type { OnnxGraph } from '../export-onnx/onnx-model';

const provedRows = 2000;
const purpose = 23;

/**
 * Takes in trees trained elsewhere: reads them, proves their ONNX form on rows at and beside their thresholds, and
 * writes them as a product. Its features must be features of ours, by name.
 * @throws Refusal with the cause
 */
export async function bringTrees(
  trees: TreesToBring,
  {
    dataDir,
    appVersion,
    now,
  }: { readonly dataDir: string; readonly appVersion: string; readonly now: () => number },
): Promise<ModelRef> {
  try {
    const { model, source } = importTrees(await readFile(trees.path));
    refuseUnknown(model);
    const factor = Math.exp(trees.halfWidth);
    const bytes = encodeOnnx(
      withBand(treeGraph(model, { graph: 'imported', input: 'features', output: 'value' }), factor),
      {
        name: 'bioprocess-twin',
        version: '1',
      },
    );
    const forest = new FlatForest(model);
    const answer = (x: ArrayLike<number>): Answer => {
      const value = Math.fround(forest.predict(x)[0] ?? Number.NaN);
      return { score: value, value, low: value / factor, high: value * factor };
    };
    const rows = proofRows(model);
    const difference = await proveOnnx(bytes, rows, answer);
    const modelsDir = join(dataDir, 'models');
    const of = { name: trees.name, version: await nextVersion(modelsDir, trees.name) };
    const card = importedCard(trees, of, model, { source, difference, bytes, appVersion, createdAt: now() });
    await writeProduct(modelsDir, of, {
      'model.onnx': bytes,
      'golden.json': `${JSON.stringify(goldenOf(model.featureNames, rows, answer))}\n`,
      ...partsOf(model),
      'card.json': `${JSON.stringify(card)}\n`,
    });
    return of;
  } finally {
    await rm(trees.path, { force: true });
  }
}

function refuseUnknown({ featureNames, base }: TreeModel): void {
  const known = new Set(featureCatalogue.map(({ name }) => name));
  const unknown = featureNames.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Refusal(
      'REFUSED',
      `The model asks for ${unknown.slice(0, 5).join(', ')}, which no unit here has: name its features as they are named here`,
    );
  if (base.length !== 1)
    throw new Refusal('REFUSED', `The model gives ${base.length} answers; one is needed`);
}

/**
 * What explains its answers: trees alone, whose contributions add up on the target or its logarithm. Other transforms
 * have no such scale; their answers are explained from the model file.
 */
function partsOf(model: TreeModel): Readonly<Record<string, string>> {
  const { transform, featureNames } = model;
  if (transform !== 'identity' && transform !== 'exp') return {};
  const line = [{ intercept: 0, terms: [] }];
  const parts = { featureNames, logTarget: transform === 'exp', line, trees: treeModelToJson(model) };
  return { 'parts.json': `${JSON.stringify(parts)}\n` };
}

/** A band of a fixed share around the value; imported models come without one of their own. */
function withBand(graph: OnnxGraph, factor: number): OnnxGraph {
  return {
    ...graph,
    outputs: ['value', 'low', 'high'].map((name) => ({ name, dims: ['rows', 1] })),
    tensors: [...graph.tensors, { name: 'band_factor', dims: [1], values: [factor] }],
    nodes: [
      ...graph.nodes,
      { op: 'Div', inputs: ['value', 'band_factor'], outputs: ['low'] },
      { op: 'Mul', inputs: ['value', 'band_factor'], outputs: ['high'] },
    ],
  };
}

/** Rows of thresholds, and of numbers just below and above them. */
function proofRows({ trees, featureNames }: TreeModel): Float32Array[] {
  const thresholds = featureNames.map((_, j) =>
    trees.flatMap((tree) => Array.from(tree.threshold).filter((_t, node) => tree.feature[node] === j)),
  );
  return Array.from({ length: provedRows }, (_, i) => {
    const uniform = uniformAt(1, purpose, i);
    return Float32Array.from(thresholds, (of) => {
      const at = Math.fround(of[Math.floor(uniform() * of.length)] ?? uniform());
      return Math.fround(at * ([1, 1 - 1e-7, 1 + 1e-7, 0.5, 2][Math.floor(5 * uniform())] ?? 1));
    });
  });
}

function importedCard(
  trees: TreesToBring,
  of: ModelRef,
  model: TreeModel,
  made: {
    readonly source: { program: string; version: string; objective: string; booster: string };
    readonly difference: number;
    readonly bytes: Uint8Array;
    readonly appVersion: string;
    readonly createdAt: number;
  },
): ModelFileCard {
  const { source } = made;
  const target = trainingTarget(trees.target);
  const from = `${source.program} ${source.version}`.trim();
  const anything = { low: -3.4e38, high: 3.4e38 };
  return {
    format: 1,
    ...of,
    purpose: trees.purpose || `${target.name}, trained elsewhere with ${from}`,
    accuracy: `Nothing is known here about its accuracy: it was trained elsewhere with ${from} and not judged on batches of this station.`,
    sha256: createHash('sha256').update(made.bytes).digest('hex'),
    output: {
      name: target.id,
      unit: target.unit,
      intervalLevel: 0.9,
      interval: `Set by hand at the import to ±${(100 * (Math.exp(trees.halfWidth) - 1)).toFixed(0)} %; it was not measured`,
    },
    features: cardFeatures(model.featureNames, () => anything, new Set()),
    data: { source: from, objective: source.objective, booster: source.booster },
    metrics: { onnxDifference: made.difference, provedOn: `${provedRows} rows on and beside its thresholds` },
    limits: [
      'Its band was set by hand',
      'The range it was trained in is not known: nothing is flagged as outside',
    ],
    target: trees.target,
    scale: trees.scale,
    createdAt: made.createdAt,
    software: `Bioprocess Twin ${made.appVersion}`,
    source: 'imported',
    passed: null,
    verdict: 'Not tested here',
  };
}
