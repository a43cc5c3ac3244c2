import { expect, it } from 'vitest';
import { updateGrowth } from './kalman-growth';

const start = { lnX: Math.log(10), muPerH: 0.2, p11: 4e-4, p12: 0, p22: 2.5e-3 };

// Expected numbers: science.md D6 and worked_examples.json (kalman_step).
it('takes the worked step', () => {
  const update = updateGrowth(start, Math.log(10.1), 30 / 3600);
  expect(update).toEqual({
    predicted: {
      lnX: expect.closeTo(2.3042517596607124, 12),
      muPerH: 0.2,
      p11: expect.closeTo(0.00040017368827160494, 15),
      p12: expect.closeTo(2.0847222222222224e-5, 15),
      p22: expect.closeTo(0.002503333333333334, 15),
    },
    innovation: expect.closeTo(0.008283664186501394, 12),
    s: expect.closeTo(0.000800173688271605, 15),
    gain: [expect.closeTo(0.5001085316064191, 12), expect.closeTo(0.02605337132148489, 12)],
    nis: expect.closeTo(0.08575524709259653, 12),
    belief: {
      lnX: expect.closeTo(2.3083944907933445, 12),
      muPerH: expect.closeTo(0.20021581737895341, 12),
      p11: expect.closeTo(0.00020004341264256767, 15),
      p12: expect.closeTo(1.0421348528593956e-5, 15),
      p22: expect.closeTo(0.002502790192911757, 15),
    },
  });
});

it('finds the growth rate of a clean exponential and ignores what is no number', () => {
  let belief = { ...start, muPerH: 0.05 };
  for (let i = 1; i <= 1200; i += 1) {
    const z = Math.log(10) + (0.19 * i * 30) / 3600;
    belief = updateGrowth(belief, z, 30 / 3600)?.belief ?? belief;
  }
  expect(belief.muPerH).toBeCloseTo(0.19, 3);
  expect(updateGrowth(belief, Number.NaN, 30 / 3600)).toBeNull();
});
