import { describe, expect, it } from 'vitest';
import { uniformAt } from './draw-rows';
import { FlatForest, transformScores } from './flat-forest';
import { floorFloat32, nextFloat32, previousFloat32 } from './neighbour-float';
import { randomModel } from './testing/random-model';
import { treeModelFromJson, treeModelToJson, type TreeModel } from './tree-model';

const stump = (change: Partial<TreeModel>): TreeModel => ({
  featureNames: ['x'],
  base: [10],
  transform: 'identity',
  sigmoidSlope: 1,
  comparison: '<=',
  inputs: 'float32',
  trees: [
    {
      output: 0,
      feature: Int32Array.of(0, -1, -1),
      threshold: Float64Array.of(Math.fround(0.1), 0, 0),
      left: Int32Array.of(1, 0, 0),
      right: Int32Array.of(2, 0, 0),
      missingLeft: Uint8Array.of(1, 0, 0),
      value: Float64Array.of(0, -1, 1),
      cover: Float64Array.of(2, 1, 1),
    },
  ],
  ...change,
});
const answer = (model: TreeModel, x: number): number => new FlatForest(model).predict([x])[0] ?? NaN;

describe('flat forest', () => {
  const at = Math.fround(0.1);

  it('keeps equality and single precision as the model says', () => {
    const sides = (change: Partial<TreeModel>): number[] =>
      [previousFloat32(at), at, nextFloat32(at), 0.1, NaN].map((x) => answer(stump(change), x));
    expect(sides({ comparison: '<=' })).toEqual([9, 9, 11, 9, 9]);
    expect(sides({ comparison: '<' })).toEqual([9, 11, 11, 11, 9]);
    // In doubles 0.1 lies below the float32 nearest to it.
    expect(sides({ comparison: '<', inputs: 'float64' })).toEqual([9, 11, 11, 9, 9]);
  });

  it('asks for categories and takes zero for missing where a node says so', () => {
    const [tree] = stump({}).trees;
    if (!tree) throw new Error('no tree');
    const category = stump({
      trees: [{ ...tree, categories: [{ node: 0, members: [2, 40], membersLeft: true }] }],
    });
    expect([2, 40.9, 3, -1, 0, NaN].map((x) => answer(category, x))).toEqual([9, 9, 11, 11, 11, 9]);
    const zero = stump({
      trees: [{ ...tree, missingLeft: Uint8Array.of(0, 0, 0), zeroMissing: Uint8Array.of(1, 0, 0) }],
    });
    expect([0, NaN, -1, 1].map((x) => answer(zero, x))).toEqual([11, 11, 9, 11]);
  });

  it('survives JSON to the bit and refuses a damaged tree', () => {
    const model = randomModel({ uniform: uniformAt(3, 3, 0), features: 5, trees: 30, depth: 6 });
    const json = JSON.stringify(treeModelToJson(model));
    const back = treeModelFromJson(JSON.parse(json));
    expect(back).toEqual(model);
    const damaged = JSON.parse(json.replace('"left":[1,', '"left":[0,'));
    expect(() => treeModelFromJson(damaged)).toThrow('Tree 0: node 0 leads to 0');
    expect(() => treeModelFromJson({ ...JSON.parse(json), format: 2 })).toThrow('format 2');
  });

  it('turns scores into answers', () => {
    const of = (transform: TreeModel['transform'], ...scores: number[]): number[] =>
      Array.from(transformScores({ transform, sigmoidSlope: 2 }, Float64Array.from(scores)));
    expect(of('exp', 1)).toEqual([Math.E]);
    expect(of('sigmoid', 0.5)).toEqual([expect.closeTo(0.7310585786, 10)]);
    expect(of('softmax', 1000, 1000)).toEqual([0.5, 0.5]);
  });

  it('knows the float32 below', () => {
    expect(floorFloat32(0.1)).toBe(previousFloat32(Math.fround(0.1)));
    expect(floorFloat32(0.5)).toBe(0.5);
    expect(previousFloat32(0)).toBe(-(2 ** -149));
    expect(nextFloat32(-1)).toBe(-(1 - 2 ** -24));
  });
});
