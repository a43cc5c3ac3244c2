import type { Channel } from '../../shared/model/channel';
import type { UnitId } from '../../shared/model/identity';

/** Counts how often the past changed, so that whoever holds a picture of it knows to look again. */
export interface LateHistory {
  /** Late samples of these channels are on disk. */
  changed(channels: Iterable<Channel | undefined>): void;
  readonly version: number;
  versionOf(unitId: UnitId): number;
}

/** Screens need not read a window again more often. */
const tellEveryMs = 1000;

/**
 * @param tell a new version is out
 * @param later runs its argument after a delay in ms
 */
export function createLateHistory(
  tell: () => void,
  later: (run: () => void, delayMs: number) => void,
): LateHistory {
  const units = new Map<UnitId, number>();
  let version = 0;
  let due = false;
  const raise = (): void => {
    due = false;
    version += 1;
    tell();
  };
  return {
    changed: (channels) => {
      // What the twin computes afterwards is no news to the twin.
      for (const channel of channels)
        if (channel && (channel.kind === 'measured' || channel.kind === 'setpoint'))
          units.set(channel.unitId, (units.get(channel.unitId) ?? 0) + 1);
      if (due) return;
      due = true;
      later(raise, tellEveryMs);
    },
    get version() {
      return version;
    },
    versionOf: (unitId) => units.get(unitId) ?? 0,
  };
}
