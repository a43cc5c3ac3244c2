import { createORPCClient } from '@orpc/client';
import type { BatchSummary } from '../../shared/contract/units';
import { createLiveStore } from '../station/live-store';
import { createReplayLink } from '../station/replay-link';
import { createPaintMeter } from '../station/paint-meter';
import type { Station, StationClient } from '../station/station';
import { wordsOf } from '../station/station-error';
import { createReplayPlayer, type ReplayPlayer } from './replay-player';

const tickMs = 250;

/** Nothing moves before it begins. */
export interface OpenedReplay {
  readonly station: Station;
  readonly player: ReplayPlayer;
  begin(): void;
  close(): void;
}

/** A station whose plant is a batch that is over; link and session are those of the real one. */
export function openReplay(real: Station, batch: BatchSummary): OpenedReplay {
  const live = createLiveStore((run) => requestAnimationFrame(run));
  const player = createReplayPlayer({
    from: batch.inoculatedAt,
    to: batch.endedAt ?? batch.inoculatedAt,
    fetch: (from, to, stepMs) => real.client.replays.samples({ batchId: batch.id, from, to, stepMs }),
    take: (answer) => live.take(answer),
    wordsOf,
  });
  const at = (): number => player.get().at;
  let phase = '';
  const client: StationClient = createORPCClient(
    createReplayLink({
      real: real.calls,
      client: real.client,
      batchId: batch.id,
      at,
      told: (unit) => {
        const now = `${unit.phase} ${unit.phaseSince}`;
        if (phase !== '' && now !== phase) player.bumpLists();
        phase = now;
      },
    }),
  );
  const clock = { now: at, errorMs: () => null, learn: () => undefined };
  const paint = createPaintMeter(clock, at, (run) => run());
  let ticking: ReturnType<typeof setInterval> | undefined;
  const close = (): void => clearInterval(ticking);
  const begin = (): void => {
    player.seek(batch.inoculatedAt);
    player.play();
    ticking = setInterval(() => player.tick(performance.now()), tickMs);
  };
  return { station: { ...real, client, live, clock, paint, close }, player, begin, close };
}
