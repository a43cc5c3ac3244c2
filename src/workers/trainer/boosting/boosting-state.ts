import { treeToJson, treeFromJson, type Tree, type TreeModelJson } from './tree-model';

/** A training between two trees, as JSON. */
export interface BoostingState {
  readonly format: 1;
  /** Stands for the data and the options it belongs to. */
  readonly key: string;
  readonly trees: TreeModelJson['trees'];
  readonly validationLosses: readonly number[];
}

export interface RestoredState {
  readonly trees: readonly Tree[];
  readonly validationLosses: readonly number[];
}

export function boostingState(
  key: string,
  trees: readonly Tree[],
  validationLosses: readonly number[],
): BoostingState {
  return { format: 1, key, trees: trees.map(treeToJson), validationLosses: [...validationLosses] };
}

/** @throws RangeError where the state belongs to other data or options */
export function checkState(state: BoostingState, key: string): RestoredState {
  if (state.format !== 1 || state.key !== key) {
    throw new RangeError('The interrupted training had other data or options; start it anew');
  }
  return { trees: state.trees.map(treeFromJson), validationLosses: state.validationLosses };
}

/** A number that changes with any bit of the arrays (FNV-1a over their 32-bit words, twice). */
export function fingerprint(arrays: readonly (Float32Array | Float64Array)[]): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const array of arrays) {
    const words = new Int32Array(array.buffer, array.byteOffset, array.byteLength / 4);
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ (words[i] as number), 0x01000193);
      b = Math.imul(b ^ (words[i] as number), 0x5bd1e995) + i;
      b ^= b >>> 15;
    }
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
}
