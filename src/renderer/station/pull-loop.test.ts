import { expect, it } from 'vitest';
import type { LivePull } from '../../shared/contract/live';
import { startPullLoop } from './pull-loop';

it('keeps one pull under way, carries the cursor on, pauses between answers and after a failure', async () => {
  const log: string[] = [];
  let underWay = 0;
  const ended = Promise.withResolvers<void>();
  const answers = ['a', 'b', new Error('lost'), 'c'];
  const stop = startPullLoop({
    pull: async ({ cursor }) => {
      underWay += 1;
      log.push(`pull ${cursor} (${underWay})`);
      await Promise.resolve();
      underWay -= 1;
      const next = answers.shift();
      if (next instanceof Error) throw next;
      if (next === undefined) {
        stop();
        ended.resolve();
      }
      return { cursor: next ?? '' } as LivePull;
    },
    take: ({ cursor }) => log.push(`take ${cursor}`),
    failed: (error) => log.push(`failed ${(error as Error).message}`),
    hidden: () => answers.length < 3,
    sleep: async (ms) => void log.push(`sleep ${ms}`),
  });
  await ended.promise;
  expect(log.slice(0, 11)).toEqual([
    'pull  (1)',
    'take a',
    'sleep 50',
    'pull a (1)',
    'take b',
    'sleep 1000',
    'pull b (1)',
    'failed lost',
    'sleep 300',
    'pull b (1)',
    'take c',
  ]);
});
