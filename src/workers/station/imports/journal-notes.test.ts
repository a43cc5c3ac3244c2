import { expect, it } from 'vitest';
import { calibrationNotes, eventNotes, mediaNotes, sampleNotes } from './journal-notes';
import { parseSamples } from './samples-parser';

const t0 = Date.UTC(2026, 0, 1);

it('keeps every column of a sample, and leaves out what was not measured', () => {
  const head = 'sample,nominal_h,sampled_at,volume_ml,od600_reading,dilution,od600,dcw_g_per_l,dcw_result_at';
  const lines = [
    '1,0,2026-01-01T00:00:00Z,10,0.45,2,0.9,0.3,2026-01-02T09:10:00Z',
    '2,,2026-01-01T01:00:00Z,12,,,,,',
  ];
  const samples = parseSamples([head, ...lines].join('\n'), t0, t0 + 7_200_000);
  expect(sampleNotes(samples)).toEqual([
    {
      kind: 'sample',
      at: t0,
      volumeMl: 10,
      number: 1,
      nominalH: 0,
      od600Reading: 0.45,
      dilution: 2,
      od600: 0.9,
      dcwGL: 0.3,
      dcwResultAt: Date.UTC(2026, 0, 2, 9, 10),
      words: '',
    },
    { kind: 'sample', at: t0 + 3_600_000, volumeMl: 12, number: 2, words: '' },
  ]);
});

it('reads events with quoted words, numbers as numbers, and no samples twice', () => {
  const text = [
    'time,age_h,kind,name,value,words',
    '2026-01-01T00:00:00Z,0,inoculation,,,Inoculated',
    '2026-01-01T00:30:00Z,0.5,set-point,stirrerRpm,650,"Changed, ""by design"""',
    '2026-01-01T01:00:00Z,1,sample,1,10,Sample',
  ].join('\n');
  expect(eventNotes(text)).toEqual([
    { kind: 'event', at: t0, eventKind: 'inoculation', words: 'Inoculated' },
    {
      kind: 'event',
      at: t0 + 1_800_000,
      eventKind: 'set-point',
      name: 'stirrerRpm',
      value: 650,
      words: 'Changed, "by design"',
    },
  ]);
  expect(() => eventNotes('time,age_h,kind,name,value,words\nyesterday,0,end,,,x')).toThrow('line 2');
});

it('makes one note a probe, with whatever was found', () => {
  const at = '2025-12-31T21:00:00Z';
  const points = [{ buffer: 7, mv: -2 }];
  const text = JSON.stringify({
    simulated: true,
    batch: 'b',
    ph: { probe: 'PH-1', at, tempC: 25, points, slopePct: 99.4, passed: true },
    offGas: { analyser: 'GA-1', at, zeroGas: 'N2', passed: false },
  });
  expect(calibrationNotes(text)).toMatchObject([
    { quantity: 'ph', device: 'PH-1', passed: true, points, findings: { tempC: 25, slopePct: 99.4 } },
    { quantity: 'offGas', device: 'GA-1', passed: false, findings: { zeroGas: 'N2' } },
  ]);
  expect(() => mediaNotes('{}')).toThrow();
});
