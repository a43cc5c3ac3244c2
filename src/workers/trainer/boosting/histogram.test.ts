import { describe, expect, it } from 'vitest';
import { uniformAt } from './draw-rows';
import { webAssembly } from './web-assembly';
import { rowAdder, type RowsToAdd } from './histogram';

describe('histograms', () => {
  it.each([true, false])('are the same to the bit by plain and by compiled code, index %s', (hasIndex) => {
    const memory = new webAssembly.Memory({ initial: 8, maximum: 8, shared: true });
    const uniform = uniformAt(1, 2, 3);
    const rows = 5000;
    const at = (place: number, length: number): Float64Array =>
      new Float64Array(memory.buffer, place, length);
    const words = new Int32Array(memory.buffer, 0, rows).map(() => Math.floor((uniform() - 0.5) * 2 ** 32));
    const index = new Int32Array(memory.buffer, 20_000, 3000).map((_, i) => Math.floor(i * 1.5));
    const packed = at(40_000, rows).map(() => 2 ** 30 + Math.floor(uniform() * 1e6));
    const hessian = at(80_000, rows).map(() => Math.floor(uniform() * 1e6));
    new Int32Array(memory.buffer, 0, rows).set(words);
    new Int32Array(memory.buffer, 20_000, 3000).set(index);
    at(40_000, rows).set(packed);
    at(80_000, rows).set(hessian);
    const request: RowsToAdd = {
      words: new Int32Array(memory.buffer, 0, rows),
      index: hasIndex ? new Int32Array(memory.buffer, 20_000, 3000) : undefined,
      rows: 3000,
      packed: at(40_000, rows),
      hessian: at(80_000, rows),
      sums: at(120_000, 1024),
      hessianSums: at(130_000, 1024),
    };
    rowAdder(memory)(request);
    const plain = { ...request, sums: new Float64Array(1024), hessianSums: new Float64Array(1024) };
    rowAdder(undefined)(plain);
    expect(request.sums).toEqual(plain.sums);
    expect(request.hessianSums).toEqual(plain.hessianSums);
    const row = hasIndex ? (index[0] ?? 0) : 0;
    expect(plain.sums[(words[row] ?? 0) & 255]).toBeGreaterThan(2 ** 30);
    expect(plain.sums.reduce((sum, v) => sum + v, 0)).toBeGreaterThan(4 * 3000 * 2 ** 30);
  });
});
