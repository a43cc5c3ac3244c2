import { expect, it } from 'vitest';
import { alignBatches } from './align-batches';
import { axisOf, curveOn } from './aligned-curve';
import { batchTrack, trackWindowMs, type BatchTrack } from './batch-track';

const hourMs = 3_600_000;
const facts = {
  startVolumeL: 1,
  analysers: { o2: { low: 15, high: 21.5 }, co2: { low: 0, high: 5 } },
  vessel: { gasReference: 'normal', analyserDry: true, condenserTempC: 12 },
} as const;

/** Oxygen, CO2 and what they depend on of a batch that depletes at hour 14.4, as it is at a biological hour. */
function biology(hour: number): { cer: number; dissolved: number; od: number; phase: number } {
  const growing = Math.min(hour, 14.4);
  const fallen = hour > 14.4 ? Math.exp(-(hour - 14.4) / 0.1) : 1;
  const cer = 0.9 * Math.exp(0.32 * growing) * (0.04 + 0.96 * fallen);
  const od = 2 * Math.exp(0.22 * growing);
  const dissolved = 100 - (hour > 14.4 ? 70 * fallen : 70 / (1 + Math.exp(-(hour - 8) / 1.2)));
  return { cer, dissolved, od, phase: hour < 2 ? 1 : hour < 14.4 ? 2 : 3 };
}

/** A batch whose whole life takes `stretch` times as long; CO2 a litre is the same, so the rate is lower. */
function stretched(
  stretch: number,
  change: (name: string, hour: number, value: number) => number = same,
): BatchTrack {
  const windows = Math.round((16 * stretch * hourMs) / trackWindowMs);
  const hours = Array.from({ length: windows }, (_, i) => ((i + 0.5) * trackWindowMs) / hourMs / stretch);
  const column = (name: string, of: (hour: number) => number): Float64Array =>
    Float64Array.from(hours, (hour) => change(name, hour, of(hour)));
  return batchTrack(
    {
      CER: column('CER', (hour) => biology(hour).cer / stretch),
      DO: column('DO', (hour) => biology(hour).dissolved),
      OD: column('OD', (hour) => biology(hour).od),
      Phase: column('Phase', (hour) => biology(hour).phase),
    },
    { ...facts, inoculatedAt: 0, from: 0, windows },
  );
}

function same(_name: string, _hour: number, value: number): number {
  return value;
}

/** Root mean square of the difference from the first, in % of its range. */
function rmsPct(tracks: readonly BatchTrack[], by: Parameters<typeof alignBatches>[1], tag: string): number {
  const placed = alignBatches(tracks, by);
  const axis = axisOf(
    placed.map(({ x }) => x),
    400,
  );
  if (!axis) throw new Error('Nothing was placed');
  const [a, b] = tracks.map((track, k) => {
    const x = placed[k]?.x;
    const mean = track.columns[tag];
    if (!x || !mean) throw new Error(placed[k]?.note ?? 'No column');
    return curveOn(axis, x, { mean, min: mean, max: mean }).mean;
  });
  const pairs = [...(a ?? [])].flatMap((value, i) => {
    const other = b?.[i] ?? Number.NaN;
    return Number.isNaN(value) || Number.isNaN(other) ? [] : [[value, other] as const];
  });
  const values = pairs.map(([value]) => value);
  const range = Math.max(...values) - Math.min(...values);
  expect(pairs.length).toBeGreaterThan(300);
  return (100 * Math.sqrt(pairs.reduce((sum, [x, y]) => sum + (x - y) ** 2, 0) / pairs.length)) / range;
}

it('lays a batch stretched to 0.8 and 1.25 onto itself to less than 2 %, where the clock is far off', () => {
  for (const stretch of [0.8, 1.25]) {
    const pair = [stretched(1), stretched(stretch)];
    for (const tag of ['DO', 'OD']) {
      expect(rmsPct(pair, 'maturity', tag), `maturity, ${tag}, ${stretch}`).toBeLessThan(2);
      expect(rmsPct(pair, 'phase', tag), `phase, ${tag}, ${stretch}`).toBeLessThan(2);
    }
    expect(rmsPct(pair, 'co2', 'OD'), `CO2, ${stretch}`).toBeLessThan(2);
    expect(rmsPct(pair, 'inoculation', 'OD')).toBeGreaterThan(5);
  }
});

it('does not warp a real deviation away', () => {
  const low = stretched(1.1, (name, hour, value) => (name === 'DO' && hour > 9 ? value - 15 : value));
  expect(rmsPct([stretched(1), low], 'maturity', 'DO')).toBeGreaterThan(8);
});

it('lists a batch that cannot be placed with the reason, and places another up to its hole', () => {
  const whole = stretched(1);
  const holed = stretched(1, (_name, hour, value) => (hour > 6 && hour < 8 ? Number.NaN : value));
  const empty = stretched(1, () => Number.NaN);
  const young = stretched(1, (name, _hour, value) => (name === 'Phase' ? Math.min(value, 2) : value));
  const tracks = [whole, holed, empty, young];
  const notes = (by: Parameters<typeof alignBatches>[1]): string[] =>
    alignBatches(tracks, by).map(({ x, note }) => `${x === null ? 'not placed' : 'placed'} ${note}`.trim());
  expect(notes('co2')).toEqual([
    'placed',
    'placed Aligned up to 6.0 h: the gas balance has a hole of more than 30 min after it',
    'not placed Nothing was recorded in its time',
    'placed',
  ]);
  expect(notes('maturity')[1]).toMatch(/^placed Aligned up to 6/);
  expect(notes('depletion')).toEqual([
    'placed',
    'placed',
    'not placed Nothing was recorded in its time',
    'not placed Its carbon source was not seen to run out',
  ]);
  expect(notes('phase')[2]).toMatch(/^not placed/);
  expect(alignBatches(tracks, 'maturity', 2).every(({ x }) => x === null)).toBe(true);
});

it('shows a spike of one sample at any width, and a gap as a gap', () => {
  const mean = Float64Array.from({ length: 1000 }, (_, i) => (i > 500 && i < 600 ? Number.NaN : 1));
  const max = mean.slice();
  max[203] = 90;
  const x = Float64Array.from({ length: 1000 }, (_, i) => i);
  const curve = curveOn({ from: 0, step: 50, points: 20 }, x, { mean, min: mean, max });
  expect([curve.max[4], curve.mean[4], curve.mean[11]]).toEqual([90, 1, Number.NaN]);
});
