import { describe, expect, it } from 'vitest';
import sine from './fixtures/lttb.json' with { type: 'json' };
import { lttb } from './lttb';

const xs = sine.y.map((_, index) => index);

describe('largest triangle three buckets', () => {
  it('picks what the original picks of a sine with a spike', () => {
    expect(lttb(xs, sine.y, sine.threshold)).toEqual(sine.expectedX);
  });

  it('can hide a spike: of two in one bucket one is left', () => {
    const y = xs.map((x) => (x === 40 ? 90 : x === 42 ? -100 : 0));
    const picked = lttb(xs, y, 10);
    expect(picked).toContain(42);
    expect(picked).not.toContain(40);
  });

  it('leaves what is short enough as it is', () => {
    expect(lttb([0, 1, 2], [1, 2, 3], 3)).toEqual([0, 1, 2]);
    expect(lttb([], [], 10)).toEqual([]);
    expect(lttb(xs, sine.y, Number.NaN)).toEqual(xs);
    expect(lttb(xs, sine.y, 1)).toHaveLength(3);
  });
});
