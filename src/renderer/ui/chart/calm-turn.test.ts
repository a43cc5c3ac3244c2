import { expect, test } from 'vitest';
import { createCalmTurn } from './calm-turn';

function stage() {
  const said: string[] = [];
  let now = 1000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const turn = createCalmTurn({
    now: () => now,
    inNextFrame: (run) => run(),
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const passTo = (t: number): void => {
    now = t;
    for (const timer of timers) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  return { turn, said, passTo, shows: { a: () => said.push(`a${now}`), b: () => said.push(`b${now}`) } };
}

test('numbers that come ten times a second are shown together in the frames, four times a second, and the last is never left out', () => {
  const { turn, said, passTo, shows } = stage();
  for (const t of [1000, 1100, 1200, 1300]) {
    passTo(t);
    turn.ask(shows.a);
    turn.ask(shows.b);
    turn.joinFrame();
  }
  expect(said).toEqual(['a1000', 'b1000', 'a1300', 'b1300']);
  turn.ask(shows.a);
  passTo(1500);
  expect(said).toHaveLength(4);
  passTo(1600);
  expect(said.slice(4)).toEqual(['a1600', 'b1600']);
});

test('what went away is not shown any more', () => {
  const { turn, said, passTo, shows } = stage();
  turn.ask(shows.a);
  turn.forget(shows.a);
  passTo(3000);
  expect(said).toEqual([]);
});
