import type { Channel } from '../../../shared/model/channel';
import type { Hole } from '../../../shared/model/hole';

/** A stretch of a channel that lacks samples: from the first one missing to the next one there, epoch ms. */
export interface MissingSpan {
  readonly channel: Channel;
  readonly from: number;
  readonly to: number;
  /** True for one that goes on. */
  readonly open: boolean;
}

export interface MissingAsk {
  readonly channels: readonly Channel[];
  readonly from: number;
  readonly to: number;
}

/** Whoever knows what is missing: the completeness ledger. */
export type FindMissing = (ask: MissingAsk) => Promise<readonly MissingSpan[]>;

/** Holes of the ledger that somebody else may have kept: a bad sensor was bad for everybody. */
export function missingOf(holes: readonly Hole[], channels: readonly Channel[]): MissingSpan[] {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return holes.flatMap(({ channelId, from, to, cause, fill, open }) => {
    const channel = byId.get(channelId);
    const elsewhere = fill === null && cause !== 'sensor-bad' && cause !== 'not-expected';
    return channel && elsewhere ? [{ channel, from, to, open }] : [];
  });
}
