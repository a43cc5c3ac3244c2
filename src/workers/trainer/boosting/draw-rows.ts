/** A function that gives numbers uniform in [0, 1). */
export type Uniform = () => number;

/** Uniform numbers for one purpose at one step: the same seed, purpose and step give the same numbers, so a training can go on where it stopped. */
export function uniformAt(seed: number, purpose: number, step: number): Uniform {
  let state = (seed ^ Math.imul(purpose + 1, 0x5bd1e995) ^ Math.imul(step + 1, 0x27d4eb2f)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

/** `wanted` of the numbers below `count`, each choice equally likely, in ascending order. */
export function drawRows(count: number, wanted: number, uniform: Uniform): Int32Array {
  const rows = new Int32Array(wanted);
  let taken = 0;
  for (let i = 0; taken < wanted; i++) {
    if (uniform() * (count - i) < wanted - taken) {
      rows[taken] = i;
      taken += 1;
    }
  }
  return rows;
}
