import { describe, expect, it } from 'vitest';
import { addHole, closeHole, inHole } from './holes';

describe('holes', () => {
  it('grow together, split and close', () => {
    const holes = addHole(addHole(addHole([], { from: 10, to: 20 }), { from: 40, to: 50 }), {
      from: 20,
      to: 30,
    });
    expect(holes).toEqual([
      { from: 10, to: 30 },
      { from: 40, to: 50 },
    ]);
    expect(addHole(holes, { from: 5, to: 5 })).toEqual(holes);
    expect(addHole(holes, { from: 0, to: 60 })).toEqual([{ from: 0, to: 60 }]);
    expect(closeHole(holes, { from: 15, to: 45 })).toEqual([
      { from: 10, to: 15 },
      { from: 45, to: 50 },
    ]);
    expect(closeHole(holes, { from: 0, to: 50 })).toEqual([]);
    expect([9, 10, 29, 30].map((t) => inHole(holes, t))).toEqual([false, true, true, false]);
  });
});
