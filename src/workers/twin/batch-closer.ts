import type { UnitSummary } from '../../shared/contract/units';
import { qualityCode } from '../../shared/model/quality';
import { outputTags } from './batch-derivation';
import { callDeadline } from './call-deadline';
import { windowMs } from './features/input-cell';
import type { StationClient } from './followed-batch';

/** Takes the numbers of a batch off the screens once it has ended. */
export interface BatchCloser {
  /**
   * Hands in, for each channel of a unit without a running batch, that there is no number any more. Says it once, also
   * after a restart.
   * @returns true when it is too early: come again
   */
  close(unit: UnitSummary, now: number): Promise<boolean>;
  /** A batch runs there again. */
  reopen(unitId: string): void;
}

/** What the twin said last would otherwise stand as if it were of now. */
export function createBatchCloser(client: StationClient): BatchCloser {
  const closed = new Set<string>();
  return {
    reopen: (unitId) => void closed.delete(unitId),
    close: async (unit, now) => {
      if (closed.has(unit.id)) return false;
      const batches = await client.batches.list({ unitId: unit.id }, callDeadline());
      const ends = batches.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
      const at = (Math.floor(Math.max(0, ...ends) / windowMs) + 1) * windowMs;
      if (ends.length > 0 && at > now) return true;
      if (ends.length > 0) await sayNothing(client, unit, at);
      closed.add(unit.id);
      return false;
    },
  };
}

async function sayNothing(client: StationClient, unit: UnitSummary, at: number): Promise<void> {
  const last = await client.readings.lastTimes({ unitId: unit.id, tags: [...outputTags] }, callDeadline());
  const tag = [...outputTags.keys()].filter((i) => {
    const t = last[i] ?? null;
    return t !== null && t < at;
  });
  if (tag.length === 0) return;
  await client.readings.submit(
    {
      unitId: unit.id,
      tags: [...outputTags],
      tag,
      t: tag.map(() => at),
      value: tag.map(() => null),
      quality: tag.map(() => qualityCode('no-batch')),
    },
    callDeadline(),
  );
}
