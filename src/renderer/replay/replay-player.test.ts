import { expect, it } from 'vitest';
import type { LivePull } from '../../shared/contract/live';
import { createReplayPlayer } from './replay-player';

/** A channel that sends its own second every second. */
function plant() {
  const taken: LivePull[] = [];
  const asked: string[] = [];
  const player = createReplayPlayer({
    from: 0,
    to: 3_600_000,
    fetch: async (from, to, stepMs) => {
      asked.push(`${from}-${to}/${stepMs}`);
      const t = Array.from({ length: Math.floor((to - 1) / 1000) + 1 }, (_, i) => i * 1000).filter(
        (at) => at >= from,
      );
      return { series: t.map(() => 7), t, value: t.map((at) => at / 1000), quality: t.map(() => 0) };
    },
    take: (answer) => taken.push(answer),
    wordsOf: String,
  });
  player.seek(0);
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 8; i += 1) await Promise.resolve();
  };
  return { player, taken, asked, settle, seen: () => taken.flatMap(({ value }) => value) };
}

it('shows every sample once and in order, and nothing of what is still to come', async () => {
  const { player, seen, settle } = plant();
  await settle();
  player.play();
  for (let wall = 0; wall <= 3000; wall += 250) {
    player.tick(wall);
    await settle();
    expect(Math.max(...seen().map(Number))).toBeLessThanOrEqual(player.get().at / 1000);
  }
  expect(player.get().at).toBe(30_000);
  expect(seen()).toEqual(Array.from({ length: 31 }, (_, i) => i));
});

it('jumps with the newest values and has the drawn windows read again; a pause stands still', async () => {
  const { player, taken, settle } = plant();
  await settle();
  const before = taken.at(-1)?.historyVersion ?? 0;
  player.seek(1_800_000);
  await settle();
  expect(taken.at(-1)).toMatchObject({ fresh: true, now: 1_800_000 });
  expect(taken.at(-1)?.historyVersion).toBeGreaterThan(before);
  expect(taken.at(-1)?.value.at(-1)).toBe(1800);
  player.tick(0);
  player.tick(1000);
  expect(player.get().at).toBe(1_800_000);
});

it('waits for what it does not know, and ends at the end', async () => {
  const { player, settle } = plant();
  await settle();
  player.setSpeed(600);
  player.play();
  player.tick(0);
  player.tick(1000);
  expect(player.get()).toMatchObject({ waiting: true });
  for (let wall = 1250; wall <= 12_000; wall += 250) {
    await settle();
    player.tick(wall);
  }
  expect(player.get()).toMatchObject({ at: 3_600_000, playing: false });
});
