/** One question and answer: when it left, what the station's clock said, when it was back. Epoch ms. */
export interface Exchange {
  readonly sentAt: number;
  readonly stationAt: number;
  readonly receivedAt: number;
}

export interface StationClock {
  /** The station's time now, as well as this window can know it. */
  now(): number;
  /** How wrong {@link StationClock.now} can be, ms; 0 on the station's own machine, null before the first exchange. */
  errorMs(): number | null;
  learn(exchange: Exchange): void;
}

/** An estimate older than this gives way to a worse one: clocks drift and get set. */
const trustForMs = 300_000;

/**
 * Estimates the station's clock from short calls, as NTP does: the answer was written half a round trip ago, so the
 * shortest round trip of the last minutes tells most.
 */
export function createStationClock(now: () => number, sameMachine: boolean): StationClock {
  if (sameMachine) return { now, errorMs: () => 0, learn: () => undefined };
  let best: { offsetMs: number; roundTripMs: number; at: number } | null = null;
  return {
    now: () => now() + (best?.offsetMs ?? 0),
    errorMs: () => (best ? best.roundTripMs / 2 : null),
    learn: ({ sentAt, stationAt, receivedAt }) => {
      const roundTripMs = Math.max(0, receivedAt - sentAt);
      if (best && receivedAt - best.at < trustForMs && roundTripMs > best.roundTripMs) return;
      best = { offsetMs: stationAt - (sentAt + receivedAt) / 2, roundTripMs, at: receivedAt };
    },
  };
}
