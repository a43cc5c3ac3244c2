/** Plant time against real time: `speed` times as fast from its start on, but never ahead of the real clock. */
export interface PlantClock {
  /** Plant time at a real time, epoch ms; whole milliseconds, never falling. */
  at(now: number): number;
  /** True once plant time has caught up: from then on it runs at 1x. */
  caughtUp(): boolean;
}

/**
 * @param startedAt real time at which the plant was started, epoch ms
 * @param plantStart plant time at that moment, not after `startedAt`
 */
export function createPlantClock(startedAt: number, plantStart: number, speed: number): PlantClock {
  let last = plantStart;
  let caught = plantStart >= startedAt;
  return {
    at: (now) => {
      const ran = plantStart + Math.max(0, now - startedAt) * speed;
      if (!caught && ran >= now) caught = true;
      last = Math.max(last, Math.round(Math.min(caught ? now : ran, now)));
      return last;
    },
    caughtUp: () => caught,
  };
}
