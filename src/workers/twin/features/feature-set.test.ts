import { describe, expect, it } from 'vitest';
import { bestLag, crossCorrelation } from '../../../shared/calc/cross-correlation';
import { seededNoise } from '../../../shared/calc/fixtures/seeded-noise';
import { tsfreshFeatures } from '../../../shared/calc/tsfresh-features';
import {
  basicFeatureNames,
  everyWindowFeatureNames,
  featureCatalogue,
} from '../../../shared/model/feature-catalogue';
import { tsfreshNames } from '../../../shared/model/tsfresh-names';
import { createFeatureEngine, type BatchFacts } from './feature-engine';
import { cellValues, inputTags, windowMs, type InputCell, type InputTag } from './input-cell';
import { laggedCorrelation } from './lagged-correlation';

const facts: BatchFacts = {
  inoculatedAt: 0,
  startVolumeL: 6,
  analysers: { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } },
};
const usual: Readonly<Record<InputTag, number>> = {
  Gas_Flow_Inlet: 10,
  Gas_MFC_air: 10,
  Gas_MFC_O2: 0.5,
  OffGas_O2: 17,
  OffGas_CO2: 3,
  Base_Pump_Rate: 0.2,
  Feed_Glycerol: 1,
  Feed_MeOH: 0.5,
  DO: 30,
  Stir_PV: 800,
  Reactor_Pressure: 1.15,
  Gas_Flow_Outlet: 9.9,
  Temp_Broth: 30,
  Temp_pH_Probe: 30,
  Temp_DO_Probe: 30,
  OD: 20,
  Weight: 6.2,
  Stir_torque: 40,
  pH: 5,
  Heater_PID_out: 40,
  Temp_Exhaust: 28,
  Temp_Stirrer_Motor: 45,
};

/** Cells that are never quite the same. */
function noisyCells(n: number, seed = 1): InputCell[] {
  const noise = seededNoise(seed);
  return Array.from({ length: n }, (_, i) => ({
    end: (i + 1) * windowMs,
    values: cellValues((tag) => usual[tag] * (1 + 0.01 * noise())),
  }));
}

const without = (cell: InputCell, tag: InputTag): InputCell => ({
  ...cell,
  values: { ...cell.values, [tag]: null },
});
/** All but the many of a series, which depend on one channel each like these two. */
const names = featureCatalogue
  .filter(({ group, name }) => group !== 'series' || /\.(mean|skewness)$/.test(name))
  .map(({ name }) => name);
const nullsOf = (vector: Float64Array): string[] => names.filter((_, i) => Number.isNaN(vector[i] ?? 0));

describe('catalogue of features', () => {
  it('names every feature once, made of channels that the twin reads', () => {
    expect(new Set(featureCatalogue.map(({ name }) => name)).size).toBe(featureCatalogue.length);
    expect(everyWindowFeatureNames.length).toBeGreaterThanOrEqual(900);
    expect([...tsfreshFeatures.keys()]).toEqual([...tsfreshNames]);
    const read: ReadonlySet<string> = new Set(inputTags);
    expect(featureCatalogue.flatMap(({ inputs }) => inputs.filter((tag) => !read.has(tag)))).toEqual([]);
    expect(featureCatalogue.slice(0, 7).map(({ name }) => name)).toEqual(basicFeatureNames);
  });

  it('has every feature of a batch in which nothing is missing', () => {
    const engine = createFeatureEngine(
      facts,
      featureCatalogue.map(({ name }) => name),
    );
    const last = noisyCells(190)
      .map((cell) => engine.push(cell))
      .at(-1);
    expect(Object.entries(last?.features ?? {}).flatMap(([name, v]) => (v === null ? [name] : []))).toEqual(
      [],
    );
    expect(Object.keys(last?.features ?? {})).toHaveLength(featureCatalogue.length);
  });

  it('makes what is asked for in that order, and refuses what there is not', () => {
    const wanted = ['OUR.slope_60min', 'ageH', 'DO.now'];
    const engine = createFeatureEngine(facts, wanted);
    const [cell] = noisyCells(1);
    const window = cell && engine.push(cell);
    expect(engine.definitions.map(({ name }) => name)).toEqual(wanted);
    expect([...(window?.vector ?? [])]).toEqual([Number.NaN, windowMs / 3_600_000, cell?.values.DO]);
    expect(window?.features).toEqual({ 'OUR.slope_60min': null, ageH: 1 / 120, 'DO.now': cell?.values.DO });
    expect(() => createFeatureEngine(facts, ['DO.never'])).toThrow('There is no feature called DO.never');
    expect(() => createFeatureEngine(facts, ['ageH', 'ageH'])).toThrow('asked for twice');
  });
});

describe('features of a batch', () => {
  it.each(inputTags)('without %s loses exactly what depends on it, and nothing else at any time', (tag) => {
    const dependent = featureCatalogue
      .filter(({ name, inputs }) => names.includes(name) && inputs.includes(tag))
      .map(({ name }) => name);
    const allowed = new Set(dependent);
    const engine = createFeatureEngine(facts, names);
    const lostFrom = 190;
    let nulls: string[] = [];
    for (const [i, cell] of noisyCells(lostFrom + 250).entries()) {
      nulls = nullsOf(engine.push(i < lostFrom ? cell : without(cell, tag)).vector);
      if (i === lostFrom - 1) expect(nulls).toEqual([]);
      if (i === lostFrom) expect(nulls).toContain(`${tag}.now`);
      if (i >= lostFrom) expect(nulls.filter((name) => !allowed.has(name))).toEqual([]);
    }
    expect(nulls).toEqual(dependent);
  });

  it('never sees what comes after', () => {
    const cells = noisyCells(300);
    const other = noisyCells(300, 2);
    for (const turn of [1, 119, 240]) {
      const [a, b] = [createFeatureEngine(facts, names), createFeatureEngine(facts, names)];
      const later = cells.map((cell, i) => (i < turn ? cell : (other[i] ?? cell)));
      let differs = 0;
      for (const [i, cell] of cells.entries()) {
        const [x, y] = [a.push(cell).vector, b.push(later[i] ?? cell).vector];
        if (i < turn) expect(y).toEqual(x);
        else differs += Number(x.some((v, j) => v !== y[j]));
      }
      expect(differs).toBe(300 - turn);
    }
  });

  it('integrates what the broth is warmer than it should be', () => {
    const engine = createFeatureEngine({ ...facts, tempSetPointC: 28 }, ['warmthTotalKh']);
    const cells = noisyCells(120).map((cell) => ({ ...cell, values: { ...cell.values, Temp_Broth: 30.5 } }));
    expect(cells.map((cell) => engine.push(cell)).at(-1)?.features['warmthTotalKh']).toBeCloseTo(2.5, 9);
  });

  it('knows the phase, and holds to what people set', () => {
    const engine = createFeatureEngine(facts, [
      'phase.is_lag',
      'phase.is_gly-fed',
      'phase.is_starve',
      'phase.hours',
    ]);
    engine.override([{ phase: 'starve', at: 30 * windowMs + 1, reason: 'Seen' }]);
    const cells = noisyCells(60).map((cell) => ({ ...cell, values: { ...cell.values, Feed_MeOH: 0 } }));
    const vectors = cells.map((cell) => [...engine.push(cell).vector]);
    expect(vectors[5]).toEqual([1, 0, 0, 0.05]);
    expect(vectors[29]).toEqual([0, 1, 0, expect.closeTo(10 / 120, 9)]);
    expect(vectors[30]).toEqual([0, 0, 1, expect.closeTo(1 / 120, 6)]);
  });
});

it('finds the lag that the definition finds, with and without gaps', () => {
  const noise = seededNoise(5);
  const source = Array.from({ length: 140 }, (_, i) => 1e4 + 3 * Math.sin(i / 9) + noise());
  for (const [lag, gaps] of [
    [0, 0],
    [7, 0],
    [20, 0],
    [7, 30],
  ] as const) {
    const a = source.slice(20);
    const b = source.slice(20 - lag, 140 - lag).map((v) => 5 - 2e-3 * -v);
    const [leader, follower] = [Float64Array.from(a), Float64Array.from(b)];
    for (let i = 0; i < gaps; i += 1) leader[3 * i] = Number.NaN;
    const found = laggedCorrelation(leader, follower, 119);
    expect(found?.lag).toBe(lag);
    const expected = bestLag(crossCorrelation(a, b, 20));
    if (gaps === 0) expect(Math.abs((found?.r ?? 0) - (expected?.r ?? 9))).toBeLessThan(1e-12);
  }
  const still = new Float64Array(120).fill(0.1);
  expect(laggedCorrelation(still, Float64Array.from(source.slice(20)), 119)).toBeNull();
  const half = Float64Array.from(source.slice(20)).fill(Number.NaN, 0, 61);
  expect(laggedCorrelation(half, half, 119)).toBeNull();
});
