import { beforeAll, describe, expect, it } from 'vitest';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import { createPlant } from './plant';
import type { Plant } from './plant';
import { inventory } from './truth';
import type { PlantTruth } from './truth';

/**
 * The trajectory of the specification (science.md D14), without noise. Each entry is the printed text: its last digit
 * is the resolution below which nothing can be compared.
 */
const columns = [
  'dcwGL',
  'od600',
  'glycerolGL',
  'methanolGL',
  'muPerH',
  'ourMmolLH',
  'cerMmolLH',
  'rq',
  'doPct',
  'stirrerRpm',
  'gasNlMin',
  'oxygenAddedPct',
  'offGasO2Pct',
  'offGasCO2Pct',
  'volumeL',
  'kLaPerH',
  'baseMl',
] as const;

const table = `
0  batch         0.40 1.6 40.00 0 0.002 0.1 0.1 - 100.0 300 5 0 20.95 0.04 5.500 58 0
6  batch         1.07 4.3 38.76 0 0.193 8.1 6.1 0.745 46.3 300 5 0 20.64 0.29 5.483 58 1.3
12 batch         3.35 13.4 34.17 0 0.190 25.2 18.8 0.745 30.0 518 5 0 19.98 0.80 5.470 143 6.0
18 batch         10.50 42.0 19.54 0 0.190 78.9 58.8 0.745 29.9 1162 5 0 17.89 2.44 5.467 530 20.7
24 glycerol-feed 28.73 114.9 0.319 0 0.164 188.0 140.1 0.746 30.0 1200 10 16.8 30.62 3.07 5.703 602 60.9
36 methanol      49.76 199.0 0 1.220 0.051 258.1 142.1 0.550 30.0 1200 10 36.2 44.71 3.48 6.331 523 118.1
48 methanol      70.32 281.3 0 0.575 0.029 234.2 131.9 0.563 30.0 1200 10 37.9 46.02 3.59 7.050 458 186.5
72 methanol      95.79 383.2 0 0.342 0.015 204.7 119.4 0.583 30.0 1200 10 40.7 47.94 3.91 8.469 382 305.8
96 methanol      109.05 436.2 0 0.264 0.009 182.9 109.5 0.599 30.0 1200 10 41.4 48.26 4.17 9.869 339 406.0`;

const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));

const doColumn = measuredTags.indexOf('DO');

interface Extremes {
  doBeforeFeed: number;
  doAfterFeed: number;
  our: number;
  ourAtH: number;
  methanol: number;
  methanolAtH: number;
}

interface Run {
  readonly plant: Plant;
  readonly at: Map<number, PlantTruth>;
  readonly stageAt: Map<string, PlantTruth>;
  readonly extremes: Extremes;
  readonly minutesFrom44To80: number;
  readonly carbon: number;
  readonly electrons: number;
}

function run(): Run {
  const plant = createPlant({ preset: '15L', seed: 1, variation: false, noise: false });
  const start = inventory(plant.state);
  const at = new Map<number, PlantTruth>();
  const stageAt = new Map<string, PlantTruth>();
  const extremes: Extremes = {
    doBeforeFeed: 0,
    doAfterFeed: 100,
    our: 0,
    ourAtH: 0,
    methanol: 0,
    methanolAtH: 0,
  };
  let last44 = 0;
  let first80 = 0;
  for (let second = 0; second < 96 * 3600; second++) {
    plant.step();
    const truth = plant.truth();
    // the row of hour 0 is the first step: rates need one
    if (second === 0) at.set(0, truth);
    if ((second + 1) % 3600 === 0) at.set((second + 1) / 3600, truth);
    if (!stageAt.has(truth.stage)) stageAt.set(truth.stage, truth);
    if (truth.stage === 'spike') {
      extremes.doBeforeFeed = Math.max(extremes.doBeforeFeed, truth.doPct);
      if (first80 === 0 && truth.doPct > 80) first80 = second;
    }
    if (truth.stage === 'batch' && truth.doPct < 44) last44 = second;
    // the dip is that of the probe, looked at once a minute; the broth itself runs dry for some seconds
    if (truth.stage === 'glycerol-feed' && truth.ageH < 23 && (second + 1) % 60 === 0) {
      extremes.doAfterFeed = Math.min(extremes.doAfterFeed, plant.sensors().value[doColumn] ?? 0);
    }
    if (truth.stage === 'methanol' && truth.ourMmolLH > extremes.our) {
      extremes.our = truth.ourMmolLH;
      extremes.ourAtH = truth.ageH;
    }
    if (truth.methanolGL > extremes.methanol) {
      extremes.methanol = truth.methanolGL;
      extremes.methanolAtH = truth.ageH;
    }
  }
  const s = plant.state;
  const end = inventory(s);
  const truth = plant.truth();
  const fedCarbon = (truth.glycerolFeedL * 500) / 30.698 + (truth.methanolFeedL * 786) / 32.042;
  const fedElectrons =
    ((truth.glycerolFeedL * 500) / 30.698) * (14 / 3) + ((truth.methanolFeedL * 786) / 32.042) * 6;
  return {
    plant,
    at,
    stageAt,
    extremes,
    minutesFrom44To80: (first80 - last44) / 60,
    carbon: (end.carbonMol + s.carbonDioxideOutMol) / (start.carbonMol + fedCarbon + s.carbonDioxideInMol),
    electrons:
      (end.electronsMol - 4 * s.oxygenOutMol + 4 * s.oxygenInMol) / (start.electronsMol + fedElectrons),
  };
}

describe('the 15 L methanol fed-batch without noise', () => {
  let done: Run;
  beforeAll(() => {
    done = run();
  }, 60_000);

  it.each(rows)('follows the table at hour %s (%s)', (hour, stage, ...cells) => {
    const truth = done.at.get(Number(hour));
    expect(truth?.stage).toBe(stage);
    const wrong = columns.flatMap((column, i) => {
      const cell = cells[i] ?? '';
      if (cell === '-') return [];
      const expected = Number(cell);
      const value = truth?.[column] ?? Number.NaN;
      const halfDigit = 0.5 * 10 ** -(cell.split('.')[1]?.length ?? 0);
      const allowed = Math.max(0.01 * Math.abs(expected), halfDigit * 1.001);
      return Math.abs(value - expected) <= allowed ? [] : [`${column} ${value}, expected ${cell}`];
    });
    expect(wrong).toEqual([]);
  });

  it('meets the events of the table', () => {
    const { at, stageAt, extremes } = done;
    expect(stageAt.get('spike')?.ageH).toBeCloseTo(21.475, 1);
    expect(stageAt.get('spike')?.dcwGL).toBeCloseTo(20.01, 1);
    expect(stageAt.get('glycerol-feed')?.ageH).toBeCloseTo(21.73, 1);
    expect(stageAt.get('starve')?.ageH).toBeCloseTo(27.73, 1);
    expect((stageAt.get('starve')?.dcwGL ?? 0) * (stageAt.get('starve')?.volumeL ?? 0)).toBeCloseTo(
      254,
      -0.5,
    );
    expect(stageAt.get('methanol')?.ageH).toBeCloseTo(28.23, 1);
    expect(done.minutesFrom44To80).toBeGreaterThan(2);
    expect(done.minutesFrom44To80).toBeLessThan(4);
    expect(extremes.doBeforeFeed).toBeCloseTo(89.9, 0);
    expect(extremes.doAfterFeed).toBeCloseTo(18, -0.5);
    expect(extremes.our).toBeCloseTo(259, -0.3);
    expect(extremes.ourAtH).toBeCloseTo(35.7, 0.5);
    expect(extremes.methanol).toBeCloseTo(1.35, 1);
    expect(extremes.methanolAtH).toBeCloseTo(35.1, 0.5);
    const end = at.get(96);
    expect(end?.glycerolFeedL).toBeCloseTo(0.599, 3);
    expect(end?.methanolFeedL).toBeCloseTo(3.863, 2);
    expect(end?.oxygenTakenMol).toBeCloseTo(119.8, 0);
    expect(end?.carbonDioxideMadeMol).toBeCloseTo(70.85, 0);
    expect(end?.volumeL).toBeCloseTo(9.869, 2);
    expect(end?.motorC).toBeCloseTo(59.7, 1);
    expect(at.get(36)?.metabolicHeatW).toBeCloseTo(213, -0.5);
    expect(end?.metabolicHeatW).toBeCloseTo(236, -0.5);
  });

  it('closes carbon and electrons within 1e-4', () => {
    expect(Math.abs(done.carbon - 1)).toBeLessThan(1e-4);
    expect(Math.abs(done.electrons - 1)).toBeLessThan(1e-4);
  });
});

describe('the 1 L glycerol batch without noise', () => {
  it('grows, runs out of oxygen and ends as specified', () => {
    const plant = createPlant({ preset: '1L', seed: 1, variation: false, noise: false });
    const at = new Map<number, PlantTruth>();
    for (let second = 1; second <= 36 * 3600; second++) {
      plant.step();
      if (second % 3600 === 0) at.set(second / 3600, plant.truth());
    }
    const biomass = [16, 20, 24, 30].map((h) => at.get(h)?.dcwGL ?? 0);
    const expected = [1.89, 4.03, 8.48, 18.37];
    expect(biomass.map((x, i) => Math.abs(x / (expected[i] ?? 0) - 1) < 0.01)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(at.get(24)?.doPct).toBeCloseTo(13.9, 0.5);
    expect(at.get(24)?.kLaPerH).toBeCloseTo(333, -0.5);
    expect(at.get(28)?.ourMmolLH).toBeCloseTo(66, -0.3);
    expect(at.get(36)?.stage).toBe('depleted');
  });
});
