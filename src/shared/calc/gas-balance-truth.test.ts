import { expect, it } from 'vitest';
import { seededNoise } from './fixtures/seeded-noise';
import { dryAir, gasBalance } from './gas-balance';
import { dryFraction } from './humidity';
import { normalMolarVolumeL } from './gas-reference';

const volumeL = 6;
const flowIn = 10;
const ourMolLH = 0.09;

/** Off-gas of a broth with this quotient, as a wet analyser without an outlet meter sees it. */
function wetOffGas(rq: number, water: number): { readonly o2: number; readonly co2: number } {
  const perMin = volumeL / 60;
  const gasIn = flowIn / normalMolarVolumeL;
  const o2 = gasIn * dryAir.o2 - ourMolLH * perMin;
  const co2 = gasIn * dryAir.co2 + rq * ourMolLH * perMin;
  const out = gasIn * (1 - dryAir.o2 - dryAir.co2) + o2 + co2;
  return { o2: (o2 / out) * (1 - water), co2: (co2 / out) * (1 - water) };
}

// field.md B1: known quotients, humidity 0-4.2 %, no outlet meter.
it('finds the true quotient in twelve scripted runs, and its interval covers it', () => {
  const noise = seededNoise(12);
  const deviations: number[] = [];
  for (const rq of [0.6, 0.7, 1, 1.4]) {
    for (const water of [0, 0.021, 0.042]) {
      const wet = wetOffGas(rq, water);
      // Half an hour of 30 s means of 1 Hz readings with the analysers' noise (science.md D11) and resolution 0.01 %.
      const runs = Array.from({ length: 60 }, () => {
        const read = (fraction: number, sd: number): number =>
          Math.round((fraction + (sd * noise()) / Math.sqrt(30)) * 1e4) / 1e4;
        const outlet = {
          o2: dryFraction(read(wet.o2, 2e-4), water).value ?? 0,
          co2: dryFraction(read(wet.co2, 1e-4), water).value ?? 0,
        };
        return gasBalance({ flowInNlMin: flowIn * (1 + 0.003 * noise()), inlet: dryAir, outlet, volumeL });
      });
      const mean = runs.reduce((sum, run) => sum + (run.rq.value ?? 0), 0) / runs.length;
      const covered = runs.filter((run) => {
        const { value, sigma } = run.rq;
        return value !== null && sigma !== null && Math.abs(value - rq) < 1.96 * sigma;
      });
      expect(covered.length, `${rq} ${water}`).toBeGreaterThanOrEqual(57);
      deviations.push(Math.abs(mean / rq - 1));
    }
  }
  expect(Math.max(...deviations)).toBeLessThan(0.01);
});
