import { describe, expect, it } from 'vitest';
import { nextPhase, startPhases, type PhaseState, type PhaseWindow } from './phase-machine';

const quiet: Omit<PhaseWindow, 't'> = {
  muPerH: null,
  ourMmolLH: 0.1,
  cerMmolLH: 0.1,
  doPct: 95,
  stirrerRpm: 300,
  gasNlMin: 5,
  oxygenNlMin: 0,
  pressureBarA: 1.15,
  glycerolMlMin: 0,
  methanolMlMin: 0,
};
const growing = { muPerH: 0.19, ourMmolLH: 95, cerMmolLH: 70, doPct: 30, stirrerRpm: 1200 };
const empty = { muPerH: 0.05, ourMmolLH: 10, cerMmolLH: 8, doPct: 85, stirrerRpm: 900 };

/** Plays stretches of [minutes, inputs] and lists each phase with the minute it began. */
function play(stretches: readonly (readonly [number, Partial<PhaseWindow>])[]): {
  readonly path: string[];
  readonly state: PhaseState;
} {
  let state = startPhases(0);
  let t = 0;
  const path = ['lag 0'];
  for (const [minutes, change] of stretches) {
    for (let i = 0; i < minutes * 2; i += 1) {
      t += 30_000;
      const before = state.phase;
      state = nextPhase(state, { ...quiet, ...change, t });
      if (state.phase !== before) path.push(`${state.phase} ${state.since / 60_000}`);
    }
  }
  return { path, state };
}

describe('phase machine', () => {
  it('walks a whole fed-batch', () => {
    const { path } = play([
      [60, {}],
      [60, growing],
      [15, empty],
      [60, { ...growing, glycerolMlMin: 1.66 }],
      [30, empty],
      [30, { ...empty, ourMmolLH: 20, cerMmolLH: 11, methanolMlMin: 0.33 }],
      [60, { ...growing, ourMmolLH: 120, cerMmolLH: 66, methanolMlMin: 1 }],
      [10, empty],
    ]);
    expect(path).toEqual([
      'lag 0',
      'batch 60.5',
      'depleted 120.5',
      'gly-fed 135.5',
      'starve 200',
      'meoh-adapt 225.5',
      'meoh 265.5',
      'harvest 320',
    ]);
  });

  it('does not take a stirred-up or gassed-up DO, or a feed change, for depletion', () => {
    const explained: Partial<PhaseWindow>[] = [
      { stirrerRpm: 1300 },
      { gasNlMin: 10 },
      { oxygenNlMin: 2 },
      { pressureBarA: 1.3 },
    ];
    for (const cause of explained) {
      expect(
        play([
          [20, {}],
          [30, growing],
          [20, { ...empty, stirrerRpm: 1200, ...cause }],
        ]).path,
      ).toEqual(['lag 0', 'batch 20.5']);
    }
    expect(
      play([
        [20, {}],
        [30, growing],
        [20, { ...empty, glycerolMlMin: 0.5 }],
      ]).path.at(-1),
    ).toBe('gly-fed 50.5');
  });

  it('needs both signs of depletion and both inputs', () => {
    for (const half of [
      { ...empty, cerMmolLH: 60 },
      { ...empty, doPct: 45 },
      { ...empty, doPct: null },
    ]) {
      expect(
        play([
          [20, {}],
          [30, growing],
          [20, half],
        ]).path,
      ).toHaveLength(2);
    }
    expect(
      play([
        [20, {}],
        [30, growing],
        [20, { ...empty, cerMmolLH: null }],
      ]).path,
    ).toHaveLength(2);
  });

  it('stays at least ten minutes and says why it moved', () => {
    const { path, state } = play([
      [1, growing],
      [3, { ...growing, glycerolMlMin: 1 }],
      [7, growing],
    ]);
    expect(path).toEqual(['lag 0', 'batch 10']);
    expect(state.evidence).toBe('µ 0.190 1/h, above 0.08');
  });

  it('bridges pump pulses and never moves on missing inputs', () => {
    const pulses = Array.from({ length: 10 }, (_, i) => [3, { glycerolMlMin: i % 2 === 0 ? 1 : 0 }] as const);
    expect(play([[20, {}], ...pulses]).path).toEqual(['lag 0', 'gly-fed 20.5']);
    const nothing = Object.fromEntries(Object.keys(quiet).map((key) => [key, null]));
    expect(
      play([
        [20, { glycerolMlMin: 1 }],
        [60, nothing],
      ]).path,
    ).toEqual(['lag 0', 'gly-fed 10']);
  });

  it('returns to methanol when the feed was only interrupted', () => {
    const fed = { ...growing, ourMmolLH: 120, cerMmolLH: 66, methanolMlMin: 1 };
    const { path } = play([
      [20, { methanolMlMin: 0.3, ourMmolLH: 10, cerMmolLH: 6 }],
      [60, fed],
      [20, empty],
      [20, fed],
    ]);
    expect(path).toEqual(['lag 0', 'meoh-adapt 10', 'meoh 30.5', 'harvest 85', 'meoh 100.5']);
  });
});
