import { describe, expect, it } from 'vitest';
import { readCampaignOptions } from './campaign-options';

const now = Date.UTC(2026, 2, 10, 15, 30);
const read = (line: string) => readCampaignOptions(line.split(' '), now);

describe('the command line of a campaign', () => {
  it('fills in what is not said', () => {
    expect(read('--out x')).toEqual({
      kind: 'run',
      options: {
        kind: 'campaign',
        out: 'x',
        seed: 1,
        batches: 18,
        until: Date.UTC(2026, 2, 10),
        unitId: 'C1',
      },
    });
    expect(read('--out x --faults --clean 2 --sensor-faults 3 --preset 15L')).toMatchObject({
      options: {
        kind: 'faults',
        preset: '15L',
        clean: 2,
        contaminated: 0,
        sensorFaults: 3,
        unitId: 'F1',
      },
    });
    expect(read('--help')).toEqual({ kind: 'help' });
  });

  it.each([
    ['--seed 3', '--out is missing'],
    ['--out x --batches 0', '--batches 0 must be a whole number from 1 to 200'],
    ['--out x --batches 2.5', '--batches 2.5 must be a whole number'],
    ['--out x --seed many', '--seed many must be a whole number'],
    ['--out x --until yesterday', '--until yesterday is not a time'],
    ['--out x --until 2026-03-11T00:00:00Z', 'lies in the future'],
    ['--out x --unit a/b', '--unit a/b is no unit id'],
    ['--out x --clean 3', '--clean belongs to --faults'],
    ['--out x --faults', '--faults needs at least one of'],
    ['--out x --faults --clean 1 --batches 3', '--batches does not go with --faults'],
    ['--out x --faults --clean 1 --preset 2L', '--preset 2L is unknown; choose 1L, 15L'],
    ['--out x --speed 9', "Unknown option '--speed'"],
  ])('refuses %s in words', (line, words) => {
    expect(read(line)).toEqual({ kind: 'wrong', words: expect.stringContaining(words) });
  });
});
