import type { OwnMessage, Publish } from '../../../../drivers/mqtt/open';
import type { Channel } from '../../../shared/model/channel';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import type { BridgedReading } from './bridged-reading';

/** A unit as a bridge tells of it. */
export interface BridgedUnit {
  readonly unit: ProcessUnit;
  /** The newest one, running or ended. */
  readonly batch: Batch | undefined;
  readonly channels: readonly {
    readonly channel: Channel;
    readonly newest:
      { readonly t: number; readonly value: number | null; readonly quality: number } | undefined;
  }[];
}

/** What a publisher asks of the link it lives on. */
export interface PublisherHost {
  units(): readonly BridgedUnit[];
  now(): number;
  /** It may be ready now. */
  wake(): void;
  /** Whoever listens may have missed what was sent: send again what is still kept. */
  again(): void;
  /** Ends this link; another is opened. */
  restart(words: string): void;
}

/** One dialect over one link. Made anew for every link. */
export interface Publisher {
  readonly filters: readonly string[];
  readonly will?: OwnMessage;
  /** How long sent readings are kept in case they must be sent again, ms. */
  readonly keepSentMs: number;
  begin(publish: Publish): void;
  message(topic: string, payload: Uint8Array): void;
  /** Empty where readings may be sent, or what is waited for. */
  waitsFor(): string;
  /** Sends readings in their order; resolves when the broker has them, with how many this dialect cannot carry. */
  send(readings: readonly BridgedReading[]): Promise<number>;
  /** A batch may have begun or ended. */
  announce(): void;
  leave(publish: Publish): void;
  figures(): { readonly births: number; readonly session: number | null };
}
