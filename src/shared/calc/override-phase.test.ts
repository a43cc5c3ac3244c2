import { expect, it } from 'vitest';
import { overridePhase } from './override-phase';
import { nextPhase, startPhases } from './phase-machine';

const window = {
  muPerH: 0.2,
  ourMmolLH: 90,
  cerMmolLH: 60,
  doPct: 30,
  stirrerRpm: 800,
  gasNlMin: 5,
  oxygenNlMin: 0,
  pressureBarA: 1.1,
  glycerolMlMin: 0,
  methanolMlMin: 0,
};
const minute = 60_000;

it('takes the operator at his word, for at least ten minutes, and keeps the reason', () => {
  const byHand = overridePhase(startPhases(0), 'lag', 60 * minute, ' foam, probe blind ');
  if (byHand === null) throw new Error('refused');
  expect(byHand).toMatchObject({ since: 60 * minute, evidence: 'Set by hand: foam, probe blind' });
  expect(nextPhase(byHand, { ...window, t: 69 * minute }).phase).toBe('lag');
  expect(nextPhase(byHand, { ...window, t: 70 * minute }).phase).toBe('batch');
});

it('refuses without a reason and into the past', () => {
  const state = startPhases(60 * minute);
  expect(overridePhase(state, 'batch', 70 * minute, '  ')).toBeNull();
  expect(overridePhase(state, 'batch', 50 * minute, 'late')).toBeNull();
  expect(overridePhase(state, 'batch', Number.NaN, 'when')).toBeNull();
});
