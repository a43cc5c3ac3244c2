import { expect, it } from 'vitest';
import { createTimeView } from '../../ui/chart/time-view';
import { linkWindows, type LinkMessage, type LinkWay } from './window-link';

/** Windows that hear one another at once, and every message there was. */
function air() {
  const ears = new Set<(message: unknown) => void>();
  const said: LinkMessage[] = [];
  const way = (): LinkWay => {
    let own: ((message: unknown) => void) | null = null;
    return {
      post: (message) => {
        said.push(message);
        for (const ear of ears) if (ear !== own) ear(message);
      },
      listen: (take) => {
        own = take;
        ears.add(take);
        return () => ears.delete(take);
      },
    };
  };
  return { way, said, shout: (message: unknown) => ears.forEach((ear) => ear(message)) };
}
const live = (spanMs: number) => ({ kind: 'live', spanMs }) as const;

function two() {
  const sky = air();
  const frames: (() => void)[] = [];
  const soon = (run: () => void): void => void frames.push(run);
  const [a, b] = [createTimeView(live(1000_000)), createTimeView(live(2000_000))];
  const first = linkWindows(sky.way(), { id: 'a', name: 'Left' }, a, soon);
  const second = linkWindows(sky.way(), { id: 'b', name: 'Right' }, b, soon);
  return { ...sky, a, b, first, second, frame: () => frames.splice(0).forEach((run) => run()) };
}

it('a window that comes takes the time of those that are there; each knows the others by name until they go', () => {
  const { a, b, first, second } = two();
  expect([b.choice(), a.choice()]).toEqual([live(1000_000), live(1000_000)]);
  expect([first.others(), second.others()]).toEqual([
    [{ id: 'b', name: 'Right' }],
    [{ id: 'a', name: 'Left' }],
  ]);
  second.rename('Gas');
  expect(first.others()).toEqual([{ id: 'b', name: 'Gas' }]);
  second.close();
  expect(first.others()).toEqual([]);
});

it('time and cursor follow, once each and never back; of a moving cursor the last place of a frame is told', () => {
  const { a, b, said, frame } = two();
  said.length = 0;
  b.choose({ kind: 'fixed', from: 0, to: 60_000 });
  expect([a.choice(), said.length]).toEqual([{ kind: 'fixed', from: 0, to: 60_000 }, 1]);
  for (const t of [1, 2, 3]) a.pointAt(t);
  frame();
  expect([b.cursor(), said.slice(1)]).toEqual([3, [{ what: 'cursor', from: 'a', t: 3 }]]);
  frame();
  expect(said).toHaveLength(2);
});

it('does not listen to what is no message', () => {
  const { a, first, shout } = two();
  for (const wrong of [null, 'x', { what: 'view', from: 'z', choice: { kind: 'fixed', from: -1, to: 0 } }])
    shout(wrong);
  expect([a.choice(), first.others().length]).toEqual([live(1000_000), 1]);
});
