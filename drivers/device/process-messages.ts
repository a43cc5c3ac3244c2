import type { DeviceConnection } from '../../src/shared/model/connection';
import type { DeviceScan, DeviceScanPlan, DeviceStatus } from '../../src/shared/model/device';
import type { Reading } from '../../src/shared/model/reading';
import type { LinkEnd, LiveLinkState, RefusalKind } from '../driver';
import type { PortList } from '../serial/list-ports';
import type { DeviceMap } from './device-map';

/** What the station says to the process of a connection. */
export type ToDriver =
  /** Asked again by a station that came back, it goes on where it is. */
  | {
      readonly kind: 'open';
      /** Comes back with `ended`: an end that came late is not taken for another's. */
      readonly run: number;
      readonly connection: DeviceConnection;
      readonly maps: Readonly<Record<string, DeviceMap>>;
    }
  | { readonly kind: 'close' }
  /** What this batch held is committed. */
  | { readonly kind: 'ack'; readonly seq: number }
  /** It could not be kept: deliver it again in a moment. */
  | { readonly kind: 'again'; readonly seq: number }
  | {
      readonly kind: 'test';
      readonly ask: number;
      readonly connection: DeviceConnection;
      readonly maps: Readonly<Record<string, DeviceMap>>;
    }
  | { readonly kind: 'ports'; readonly ask: number }
  | {
      readonly kind: 'scan';
      readonly id: string;
      readonly plan: DeviceScanPlan;
      readonly maps: readonly DeviceMap[];
      /** Ports that our own connections hold, with the name of the connection. */
      readonly taken: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'cancel-scan' };

export interface ReadingBatch {
  readonly seq: number;
  readonly seenTime: number;
  readonly readings: readonly Reading[];
  /** What came over the line, of the newest. */
  readonly text: string;
  readonly refusal: { readonly kind: RefusalKind; readonly text: string } | null;
}

export interface TestAnswer {
  readonly ok: boolean;
  readonly words: string;
}

/** What the process says to the station. */
export type FromDriver =
  | { readonly kind: 'state'; readonly state: LiveLinkState; readonly words: string }
  | ({ readonly kind: 'batch' } & ReadingBatch)
  | { readonly kind: 'devices'; readonly statuses: readonly DeviceStatus[] }
  | { readonly kind: 'tell'; readonly words: string }
  | { readonly kind: 'ended'; readonly run: number; readonly end: LinkEnd }
  | { readonly kind: 'answer'; readonly ask: number; readonly body: PortList | TestAnswer }
  | { readonly kind: 'scan'; readonly scan: DeviceScan };
