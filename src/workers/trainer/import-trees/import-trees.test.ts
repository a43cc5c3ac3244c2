import { readFileSync, readdirSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { FlatForest } from '../boosting/flat-forest';
import { treeModelFromJson, treeModelToJson } from '../boosting/tree-model';
import { treeExplainer } from '../explain/tree-shap';
import { encodeOnnx } from '../export-onnx/onnx-model';
import { treeGraph } from '../export-onnx/tree-graph';
import { importTrees } from './import-trees';

const folder = new URL('../../../../tests/fixtures/tree-models/', import.meta.url);
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const text = (name: string): string => new TextDecoder().decode(read(name));
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

interface Expected {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly answers: readonly (readonly number[])[];
  readonly scores: readonly (readonly number[])[];
  readonly contributions: readonly (readonly (readonly number[])[])[];
}

const files = readdirSync(folder).filter(
  (name) => /\.(json|ubj|txt)$/.test(name) && !name.includes('.expected.'),
);
const expectedOf = (file: string): Expected => JSON.parse(text(file.replace(/\.\w+$/, '.expected.json')));
const rowsOf = ({ rows }: Expected): number[][] => rows.map((row) => row.map((x) => x ?? NaN));
/** XGBoost computes in single precision. */
const tolerance = (file: string): number => (file.startsWith('lightgbm') ? 1e-9 : 2e-6);
const off = (a: number | undefined, b: number | undefined): number =>
  Math.abs((a ?? NaN) - (b ?? NaN)) / Math.max(1, Math.abs(b ?? NaN));

describe('imported trees', () => {
  it('has a fixture of every kind', () => {
    expect(files).toHaveLength(25);
  });

  it.each(files)('answers, scores and explains as the program that made it: %s', (file) => {
    const expected = expectedOf(file);
    const { model } = importTrees(read(file));
    const forest = new FlatForest(model);
    const explain = treeExplainer(model);
    const score = new Float64Array(forest.outputs);
    let worst = 0;
    let worstPhi = 0;
    for (const [i, row] of rowsOf(expected).entries()) {
      forest.raw(row, score);
      score.forEach((value, o) => (worst = Math.max(worst, off(value, expected.scores[i]?.[o]))));
      forest
        .predict(row)
        .forEach((value, o) => (worst = Math.max(worst, off(value, expected.answers[i]?.[o]))));
      for (let o = 0; o < forest.outputs; o++) {
        const { base, phi } = explain(row, o);
        [...phi, base].forEach(
          (value, j) => (worstPhi = Math.max(worstPhi, off(value, expected.contributions[i]?.[o]?.[j]))),
        );
      }
    }
    expect(worst).toBeLessThan(tolerance(file));
    expect(worstPhi).toBeLessThan(1e-5);
  });

  it.each(files)('answers the same as ONNX and after JSON: %s', async (file) => {
    const { model } = importTrees(read(file));
    const rows = rowsOf(expectedOf(file)).map((row) => Float32Array.from(row));
    const bytes = encodeOnnx(treeGraph(model, { graph: 'g', input: 'x', output: 'y' }), {
      name: 'test',
      version: '1',
    });
    const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
    const flat = Float32Array.from(rows.flatMap((row) => Array.from(row)));
    const answer = await session.run({
      x: new Tensor('float32', flat, [rows.length, model.featureNames.length]),
    });
    const back = new FlatForest(treeModelFromJson(JSON.parse(JSON.stringify(treeModelToJson(model)))));
    const own = rows.flatMap((row) => Array.from(back.predict(row)));
    const got = Array.from(answer['y']?.data ?? [], Number);
    expect(Math.max(...own.map((value, i) => off(got[i], value)))).toBeLessThan(1e-6);
  });

  it('says where a model comes from', () => {
    expect(importTrees(read('squared.ubj'))).toMatchObject({
      model: { featureNames: ['temperature', 'ph', 'oxygen', 'feed'] },
      source: { program: 'XGBoost', version: '1.7.4', objective: 'reg:squarederror', booster: 'gbtree' },
    });
    expect(importTrees(read('lightgbm-forest.txt')).source).toEqual({
      program: 'LightGBM',
      version: 'v4',
      objective: 'regression',
      booster: 'rf',
    });
  });

  it.each([
    [
      'an unknown objective',
      'squared.json',
      'reg:squarederror',
      'reg:mystery',
      'objective reg:mystery is not known',
    ],
    [
      'an inherited name',
      'squared.json',
      'reg:squarederror',
      'constructor',
      'objective constructor is not known',
    ],
    ['linear boosting', 'squared.json', '"gbtree"', '"gblinear"', 'booster gblinear has no trees'],
    ['a missing field', 'squared.json', '"base_score"', '"score"', 'base_score is missing or damaged'],
    [
      'a base score that cannot be',
      'binary.json',
      /"base_score":"[^"]*"/,
      '"base_score":"1.5"',
      'base_score 1.5 does not fit',
    ],
    ['a circle', 'squared.json', /"left_children":\[\d+/, '"left_children":[0', 'lead in a circle'],
    [
      'an unknown objective',
      'lightgbm-nan.txt',
      'objective=regression',
      'objective=custom',
      'objective custom is not known',
    ],
    [
      'another target scale',
      'lightgbm-nan.txt',
      'objective=regression',
      'objective=regression sqrt',
      'regression sqrt',
    ],
    ['no objective', 'lightgbm-nan.txt', 'objective=regression\n', '', 'names no objective'],
    ['linear leaves', 'lightgbm-nan.txt', 'is_linear=0', 'is_linear=1', 'linear models in the leaves'],
    [
      'a short column',
      'lightgbm-nan.txt',
      /leaf_value=\S+ /,
      'leaf_value=',
      'leaf_value of tree 0 is cut off',
    ],
    ['a lost tree', 'lightgbm-nan.txt', /Tree=3[^]*end of/, 'end of', 'it holds 3 of 4 trees'],
  ])('refuses %s in %s by name', (_, file, from, to, words) => {
    const changed = text(file).replaceAll(from instanceof RegExp ? new RegExp(from, 'g') : from, to);
    expect(() => importTrees(bytes(changed))).toThrow(words);
  });

  it.each(['squared.json', 'squared.ubj', 'dart.ubj', 'lightgbm-nan.txt'])(
    'refuses %s cut off anywhere',
    (file) => {
      const whole = read(file);
      for (let part = 1; part < 40; part++) {
        const cut = whole.subarray(0, Math.floor((whole.length * part) / 40));
        expect(() => importTrees(cut)).toThrow(/^This \w+ model cannot be imported: /);
      }
    },
  );

  it('refuses what is no model, and the old binary form', () => {
    expect(() => importTrees(bytes('hello'))).toThrow('neither LightGBM text nor XGBoost');
    expect(() => importTrees(bytes('binf....'))).toThrow('old binary form');
    expect(() => importTrees(bytes('{"a": 1}'))).toThrow('names no learner');
  });
});
