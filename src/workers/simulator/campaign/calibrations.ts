import type { Random } from '../plant/random';
import type { BatchDesign } from './batch-design';
import { isoTime } from './csv';

/** Gas constant J/mol/K, Faraday constant C/mol and absolute zero (science.md, head and D5). */
const gasConstant = 8.314462618;
const faraday = 96485.33212;
const kelvin = 273.15;

/** A probe serves this many batches. */
const batchesPerProbe = 20;

/** Ideal slope of a pH electrode, mV per pH (D5). */
export function nernstMvPerPh(tempC: number): number {
  return (1000 * Math.LN10 * gasConstant * (tempC + kelvin)) / faraday;
}

/** Slope and zero of a pH probe from its readings in two buffers (D5). */
export function twoPointPh(
  at7: { readonly buffer: number; readonly mv: number },
  low: { readonly buffer: number; readonly mv: number },
  tempC: number,
): { readonly slopeMvPerPh: number; readonly slopePct: number; readonly zeroPh: number } {
  const slope = (low.mv - at7.mv) / (at7.buffer - low.buffer);
  return {
    slopeMvPerPh: slope,
    slopePct: (100 * slope) / nernstMvPerPh(tempC),
    zeroPh: at7.buffer + at7.mv / slope,
  };
}

/** The calibrations before a batch, as the journal of a simulated laboratory has them; all of them pass. */
export function calibrations(design: BatchDesign, random: Random): unknown {
  const at = (hoursBefore: number): string => isoTime(design.inoculatedAt - hoursBefore * 3_600_000);
  const age = (design.number - 1) % batchesPerProbe;
  const probe = Math.floor((design.number - 1) / batchesPerProbe) + 1;
  return {
    simulated: true,
    batch: design.id,
    ph: { probe: `PH-${probe}`, at: at(20), ...phCalibration(age, random) },
    dissolvedOxygen: { probe: `DO-${probe}`, at: at(3), ...oxygenCalibration(random) },
    offGas: { analyser: 'GA-1', at: at(18), ...gasCalibration(random) },
  };
}

const tenth = (value: number): number => Math.round(10 * value) / 10;
const hundredth = (value: number): number => Math.round(100 * value) / 100;

/** A probe loses about a tenth of a percent of slope with every batch. */
function phCalibration(age: number, random: Random): object {
  const tempC = 25;
  const slope = nernstMvPerPh(tempC) * (0.994 - 0.001 * age + 0.001 * random.normal());
  const at7 = { buffer: 7, mv: tenth(-2 - 0.2 * age + 0.5 * random.normal()) };
  const low = { buffer: 4.01, mv: tenth(at7.mv + slope * (7 - 4.01)) };
  const found = twoPointPh(at7, low, tempC);
  return {
    tempC,
    points: [at7, low],
    slopeMvPerPh: Number(found.slopeMvPerPh.toFixed(6)),
    slopePct: Number(found.slopePct.toFixed(4)),
    zeroPh: Number(found.zeroPh.toFixed(6)),
    passed: found.slopePct >= 95 && found.slopePct <= 103 && Math.abs(at7.mv) <= 30,
  };
}

function oxygenCalibration(random: Random): object {
  const responseS = tenth(15 + 0.8 * random.normal());
  return {
    tempC: 30,
    pressureBarA: 1.013,
    gas: 'air',
    zeroNa: hundredth(0.8 + 0.05 * random.normal()),
    spanNa: hundredth(61 + 0.8 * random.normal()),
    responseT63S: responseS,
    passed: responseS < 30,
  };
}

function gasCalibration(random: Random): object {
  const zero = (): number => hundredth(0.03 * random.normal());
  const drift = { o2: hundredth(0.05 * random.normal()), co2: hundredth(0.04 * random.normal()) };
  return {
    zeroGas: 'N2',
    zeroO2Pct: zero(),
    zeroCo2Pct: zero(),
    spanO2Pct: 20.9,
    foundO2Pct: hundredth(20.9 + drift.o2),
    spanCo2Pct: 5,
    foundCo2Pct: hundredth(5 + drift.co2),
    driftO2Pct: drift.o2,
    driftCo2Pct: drift.co2,
    passed: Math.abs(drift.o2) <= 0.2 && Math.abs(drift.co2) <= 0.2,
  };
}
