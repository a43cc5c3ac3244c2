import type { Channel } from '../../../shared/model/channel';
import type { Hole } from '../../../shared/model/hole';
import type { ChannelId } from '../../../shared/model/identity';
import type { TimeWindow } from './time-view';

/** Where the holes of a window are asked for; the station in the product. */
export interface HoleSource {
  holes(request: TimeWindow & { readonly channels: ChannelId[] }): Promise<readonly Hole[]>;
  /** Rises when history changed behind what was read. */
  historyEpoch(): number;
  /** A clock that goes on, ms. */
  wallNow(): number;
}

/** Holes of all channels of a page, in the window it shows. */
export interface HoleFeed {
  /** `changed` is called when the holes are other ones. */
  join(channels: readonly Channel[], changed: () => void): () => void;
  /** Asks again where the answer may be another; call it with every change and every second. */
  show(window: TimeWindow): void;
  of(channel: Channel): readonly Hole[];
}

interface Asked extends TimeWindow {
  readonly key: string;
  readonly epoch: number;
  readonly at: number;
}

/** Holes of a window that ends before now change only with what comes late; it is asked again all the same. */
const pastForMs = 5000;
const nowForMs = 900;

export function createHoleFeed(source: HoleSource): HoleFeed {
  const members = new Set<{ readonly channels: readonly Channel[]; readonly changed: () => void }>();
  let known = new Map<ChannelId, readonly Hole[]>();
  let shown = '';
  let asked: Asked | null = null;
  let wanted: TimeWindow | null = null;
  let underWay = false;

  const ids = (): ChannelId[] =>
    [...new Set([...members].flatMap(({ channels }) => channels.map(({ id }) => id)))].toSorted();
  const isCurrent = (window: TimeWindow, key: string): boolean => {
    if (!asked || asked.key !== key || asked.from !== window.from || asked.to !== window.to) return false;
    const age = source.wallNow() - asked.at;
    return (
      asked.epoch === source.historyEpoch() && age < (window.to >= source.wallNow() ? nowForMs : pastForMs)
    );
  };

  const ask = async (window: TimeWindow, channels: ChannelId[]): Promise<void> => {
    underWay = true;
    asked = { ...window, key: channels.join(' '), epoch: source.historyEpoch(), at: source.wallNow() };
    try {
      // More channels than an answer may hold are no page of ours.
      const holes = await source.holes({
        channels: channels.slice(0, 200),
        from: Math.max(0, Math.floor(window.from)),
        to: Math.ceil(window.to),
      });
      take(holes);
    } catch {
      // The page says by itself that its station is away; the holes known so far stay true.
    } finally {
      underWay = false;
    }
    if (wanted && (wanted.from !== window.from || wanted.to !== window.to)) show(wanted);
  };
  const take = (holes: readonly Hole[]): void => {
    const text = JSON.stringify(holes);
    if (text === shown) return;
    shown = text;
    known = new Map();
    for (const hole of holes) known.set(hole.channelId, [...(known.get(hole.channelId) ?? []), hole]);
    for (const member of members) member.changed();
  };
  const show = (window: TimeWindow): void => {
    wanted = window;
    const channels = ids();
    if (underWay || channels.length === 0 || isCurrent(window, channels.join(' '))) return;
    void ask(window, channels);
  };

  return {
    join: (channels, changed) => {
      const member = { channels, changed };
      members.add(member);
      return () => members.delete(member);
    },
    show,
    of: (channel) => known.get(channel.id) ?? [],
  };
}
