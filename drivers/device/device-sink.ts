import type { DeviceConnection } from '../../src/shared/model/connection';
import type { DeviceStatus } from '../../src/shared/model/device';
import type { Reading } from '../../src/shared/model/reading';
import type { LinkEnd, LiveLinkState, RefusalKind } from '../driver';
import type { DeviceMap } from './device-map';

/** What a driver of devices is given: its connection, and the register maps that it names. */
export interface DeviceConfig<C extends DeviceConnection = DeviceConnection> {
  readonly connection: C;
  readonly maps: Readonly<Record<string, DeviceMap>>;
}

/** Where a driver of devices says what it hears. */
export interface DeviceSink {
  state(state: LiveLinkState, words: string): void;
  /** @param text what came over the line, for excerpts */
  readings(readings: readonly Reading[], text: string): void;
  refused(kind: RefusalKind, text: string): void;
  devices(statuses: readonly DeviceStatus[]): void;
  /** Something a person should be told once. */
  tell(words: string): void;
}

/** Opens its line once and reads until it ends or is aborted; never writes but questions, never reconnects. */
export type RunDevices<C extends DeviceConnection = DeviceConnection> = (
  config: DeviceConfig<C>,
  sink: DeviceSink,
  signal: AbortSignal,
) => Promise<LinkEnd>;

/** Waits, or until aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      setImmediate(resolve);
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** An open line until it is gone. */
export interface LineLife {
  over(): boolean;
  /** Resolves when it is closed, with how the link ended. */
  readonly end: Promise<LinkEnd>;
}

/** @param closed resolves with words once the line is gone */
export function lifeOf(closed: Promise<string>, signal: AbortSignal): LineLife {
  let over = signal.aborted;
  const ended = async (): Promise<LinkEnd> => {
    const words = await closed;
    over = true;
    return { state: 'offline', words: signal.aborted ? '' : words };
  };
  return { over: () => over || signal.aborted, end: ended() };
}
