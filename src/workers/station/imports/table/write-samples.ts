import type { TableMap } from '../../../../shared/model/table-map';
import type { Channel } from '../../../../shared/model/channel';
import type { Reading } from '../../../../shared/model/reading';
import { createJudge, judge, type Judge } from '../../check/judge';
import type { LiveSample } from '../../live/live';
import type { TableSample } from './table-reader';

interface Strand {
  readonly channel: Channel;
  readonly state: Judge;
}

/** Enough for the store to work well on, little enough for memory. */
export const blockSamples = 20_000;

/**
 * Turns values of a table into samples of channels: the quality that the file gives is kept as it is, all else is
 * judged as if it came live.
 */
export class SampleJudge {
  readonly #strands: ReadonlyMap<string, Strand>;
  readonly #now;

  constructor(map: TableMap, channelOf: (tag: string) => Channel, now: () => number) {
    this.#now = now;
    this.#strands = new Map(
      map.values.map(({ tag, onChange }) => {
        const channel = channelOf(tag);
        // A value that is written when it changes stands still as long as it likes.
        const judged = onChange ? { ...channel, stuckAfterMs: null } : channel;
        return [tag, { channel: judged, state: createJudge(judged) }];
      }),
    );
  }

  sample({ tag, t, value, quality }: TableSample): LiveSample | null {
    const strand = this.#strands.get(tag);
    if (!strand) return null;
    const seenAt = this.#now();
    const { channel, state } = strand;
    if (quality !== null) return { series: channel.series, t, value, quality, seenAt };
    const reading: Reading = {
      unitKey: channel.unitId,
      tag,
      value,
      sourceTime: t,
      seenTime: Math.max(seenAt, t),
    };
    return { ...judge(state, channel, reading), seenAt };
  }
}
