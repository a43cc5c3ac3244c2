import type { VesselScale } from '../src/shared/model/channel-catalogue';
import type { Connection, ConnectionSecrets } from '../src/shared/model/connection';
import type { Reading } from '../src/shared/model/reading';
import type { GivenVesselFacts } from '../src/shared/model/vessel-facts';

/** Why a message (or part of it) could not be read. Counted per connection and shown. */
export const refusalKinds = [
  'empty',
  'too-large',
  'not-utf8',
  'not-a-number',
  'not-json',
  'wrong-fields',
  'not-subscribed',
  'not-sparkplug',
  'unsupported-type',
  'before-birth',
  'out-of-order',
  'old-death',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface MessageRefusal {
  readonly kind: RefusalKind;
  readonly topic: string;
  /** Beginning of the payload, printable characters only. */
  readonly excerpt: string;
}

/** What a source says about the batch that runs on one of its units. Times are epoch ms. */
export interface BatchAnnouncement {
  readonly unitKey: string;
  readonly batchId: string;
  readonly name: string;
  readonly inoculatedAt: number;
  readonly endedAt: number | null;
  /** True where the source says that no real plant is behind it. */
  readonly simulated: boolean;
  /** Vessel scale and broth volume at inoculation (L), where the source knows them. */
  readonly scale?: VesselScale;
  readonly startVolumeL?: number;
  /** Facts of the vessel that the source states, where it states any that can be. */
  readonly vessel?: GivenVesselFacts;
}

/** What a message held: any number of readings, perhaps a batch, perhaps something unreadable. */
export interface Decoded {
  readonly readings: readonly Reading[];
  readonly batch?: BatchAnnouncement;
  readonly refusal?: MessageRefusal;
}

/** One message on its way in. */
export interface Delivery extends Decoded {
  readonly connectionId: string;
  readonly topic: string;
  /** As received; shown in excerpts only. */
  readonly payload: Uint8Array;
  /** Station time of arrival, epoch ms. */
  readonly seenTime: number;
  /**
   * Tells the source that its message is safe. Call it once everything the message held is committed (at once where
   * it held nothing to keep). Without it the source delivers the message again after the next reconnect.
   */
  ack(): void;
  /**
   * Tells that it could not be kept. The link ends and is opened again after the back-off, and the source delivers
   * everything that was not acknowledged again. Without this, acknowledgements behind this one would wait for ever.
   */
  giveBack(): void;
}

/** How a link stands while it lives. */
export type LiveLinkState = 'connecting' | 'online';

export interface DriverSink {
  deliver(delivery: Delivery): void;
  /** `words` is empty unless a person should know something although the link works. */
  state(state: LiveLinkState, words: string): void;
  /** What there is to watch of a link that works, for a person: how many edge nodes, how far a file was read. */
  detail?(words: string): void;
}

/** How a link ended: the other side refused us, or was or went out of reach; `words` say what to do. */
export interface LinkEnd {
  readonly state: 'refused' | 'offline';
  readonly words: string;
}

/** A few hundred bytes that outlive the link and the station, such as how far a file was read. */
export interface DriverMemory {
  load(): string | undefined;
  save(text: string): void;
}

export interface DriverConfig<C extends Connection = Connection> {
  readonly connection: C;
  readonly secrets: ConnectionSecrets;
  readonly memory?: DriverMemory;
}

/**
 * A kind of source. There is no verb that writes to a device, and none that reconnects: a driver opens its link once,
 * and intake has the one back-off.
 */
export interface Driver<C extends Connection = Connection> {
  /** Opens the link and delivers until it ends or is aborted. Rejects only on a bug. */
  run(config: DriverConfig<C>, sink: DriverSink, signal: AbortSignal): Promise<LinkEnd>;
  /** Opens and closes the link once beside a running one, under another name. */
  test(config: DriverConfig<C>, signal: AbortSignal): Promise<{ ok: boolean; words: string }>;
}
