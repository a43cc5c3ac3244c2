import { describe, expect, it } from 'vitest';
import { seededNoise } from './fixtures/seeded-noise';
import { balancedOxygenMmolL, laggedRise, regassedOxygenMmolL, uptakeFromFall } from './gassing-out';
import { fitKla } from './kla-fit';

// Expected numbers: science.md D3 and worked_examples.json (kla_gassing_out, kla_probe_lag).
describe('gassing out', () => {
  const broth = { equilibriumMmolL: 0.2362, ourMmolLH: 40, klaPerH: 300 };

  it('balances, falls and rises as worked', () => {
    const balanced = balancedOxygenMmolL(broth).value ?? 0;
    expect(balanced).toBeCloseTo(0.10286666666666663, 12);
    expect((100 * balanced) / 0.2362).toBeCloseTo(43.55066327970645, 10);
    expect((-100 * 40) / 3600 / 0.2362).toBeCloseTo(-4.704111393357795, 10);
    const falling = [0, 1, 2, 3].map((s) => balanced - (40 * s) / 3600);
    expect(uptakeFromFall([0, 1, 2, 3], falling).value).toBeCloseTo(40, 10);
    expect((balanced - 0.2 * 0.2362) / (40 / 3600)).toBeCloseTo(5.006399999999997, 10);
    expect(regassedOxygenMmolL(broth, 0.2 * 0.2362, 60).value).toBeCloseTo(0.10249185713493084, 12);
  });

  it('has no balance where the uptake cannot be met, no uptake where nothing falls', () => {
    expect(balancedOxygenMmolL({ ...broth, klaPerH: 100 }).quality).toBe('impossible');
    expect(balancedOxygenMmolL({ ...broth, klaPerH: 0 }).quality).toBe('impossible');
    expect(uptakeFromFall([0, 1, 2], [0.1, 0.1, 0.1]).quality).toBe('low-signal');
    expect(uptakeFromFall([0, 1], [0.1, 0.05]).quality).toBe('missing-input');
  });
});

describe('kLa through a lagging probe', () => {
  const times = [10, 20, 30, 60, 90];
  const shown = [
    16.890410480507935, 42.848488147797845, 63.726372907531584, 92.2831959189515, 98.4993881507166,
  ];

  it('sees what the table says', () => {
    expect(times.map((s) => ((laggedRise(200, 10, s).value ?? 0) * 100).toFixed(6))).toEqual(
      shown.map((pct) => pct.toFixed(6)),
    );
    const truth = times.map((s) => (100 * (1 - Math.exp((-200 * s) / 3600))).toFixed(6));
    expect(truth).toEqual(['42.624658', '67.080701', '81.112440', '96.432601', '99.326205']);
  });

  it('finds 200, not the 180.207 of the naive slope', () => {
    const { kla, probeTauS, refusal } = fitKla({ timesS: times, doPct: shown, probeTauS: 10 });
    expect(kla.value).toBeCloseTo(200, 2);
    expect([probeTauS, refusal]).toEqual([10, '']);
    const left = (pct: number | undefined): number => Math.log(1 - (pct ?? 0) / 100);
    expect((3600 * (left(shown[1]) - left(shown[3]))) / 40).toBeCloseTo(180.207, 3);
  });

  it('refuses a probe slower than the transfer unless both lags are fitted', () => {
    const seconds = Array.from({ length: 150 }, (_, i) => i * 2);
    const slow = seconds.map((s) => 20 + 60 * (laggedRise(200, 30, s).value ?? 0));
    const one = fitKla({ timesS: seconds, doPct: slow, probeTauS: 30 });
    expect(one.kla).toEqual({ value: null, quality: 'low-signal' });
    expect(one.refusal).toBe('Probe (30 s) slower than the transfer (18 s)');
    const both = fitKla({ timesS: seconds, doPct: slow, probeTauS: 28, twoLags: true });
    expect(both.kla.value).toBeCloseTo(200, 0);
    expect(both.probeTauS).toBeCloseTo(30, 1);
  });

  it('errs by less than 5 % where the lag, ignored, costs more than 20 % (field.md B2)', () => {
    const noise = seededNoise(3);
    const seconds = Array.from({ length: 240 }, (_, i) => i);
    const noisy = seconds.map((s) => 25 + 60 * (laggedRise(120, 25, s).value ?? 0) + 0.2 * noise());
    const { kla, sigmaPerH } = fitKla({ timesS: seconds, doPct: noisy, probeTauS: 25 });
    expect(Math.abs((kla.value ?? 0) / 120 - 1)).toBeLessThan(0.05);
    expect(Math.abs((kla.value ?? 0) - 120)).toBeLessThan(4 * (sigmaPerH ?? 0));
    const ignored = fitKla({ timesS: seconds, doPct: noisy, probeTauS: 0.01 });
    expect(Math.abs((ignored.kla.value ?? 0) / 120 - 1)).toBeGreaterThan(0.2);
  });

  it('says why it has no answer', () => {
    const flat = times.map(() => 50);
    expect(fitKla({ timesS: times, doPct: flat, probeTauS: 10 }).kla.quality).toBe('low-signal');
    expect(fitKla({ timesS: [0, 1], doPct: [0, 50], probeTauS: 10 }).kla.quality).toBe('missing-input');
    expect(fitKla({ timesS: times, doPct: shown, probeTauS: 0 }).kla.quality).toBe('impossible');
    expect(fitKla({ timesS: times, doPct: shown.with(2, Number.NaN), probeTauS: 10 }).kla.quality).toBe(
      'not-a-number',
    );
  });
});
