import type { AnalogInput } from '../../src/shared/model/device-connection';
import type { DeviceIdentity, DeviceState } from '../../src/shared/model/device';
import type { DecodedLine } from './decoded-line';

/** What one line means in the driver's own readings. */
export interface LineMeaning {
  readonly values: readonly {
    readonly reading: string;
    readonly value: number | null;
    readonly raw?: string;
    readonly state?: DeviceState;
    readonly doubt?: string;
  }[];
  readonly identity?: Partial<DeviceIdentity>;
  /** The device reports a fault in words. */
  readonly fault?: string;
}

export interface DriverReading {
  readonly reading: string;
  readonly words: string;
  readonly unit: string;
  /** Tag of the channel catalogue it is proposed to feed; empty: none fits. */
  readonly tag: string;
}

export interface SerialSettings {
  readonly address: string;
  readonly inputs: readonly AnalogInput[];
}

/** A serial protocol: what to send, how to read the answer. It is a manifest; ports are opened elsewhere. */
export interface SerialDriver {
  readonly id: string;
  readonly words: string;
  readonly manufacturer: string;
  /** As the maker sets it first. */
  readonly bauds: readonly number[];
  readonly lineEnd: 'cr' | 'lf' | 'any';
  /** Addresses a scan tries; one empty where the protocol has none. */
  readonly addresses: readonly string[];
  readings(settings: SerialSettings): readonly DriverReading[];
  /** Asked by a scan, which does not know who listens: nothing that any other device could take for an order. */
  probe(address: string): readonly string[];
  /** Asked once after opening and every minute: who are you. */
  identify(address: string): readonly string[];
  /** Asked every round; each is answered with one line. */
  ask(address: string): readonly string[];
  /** Makes a reader, which may remember what the device said of itself. */
  reader(settings: SerialSettings): (line: string) => LineMeaning | null;
  /** True for a line that no other device would write: a scan believes it. */
  sure(line: string): boolean;
}

/** Values of a decoded line by the names of the readings; null where the line means nothing. */
export function meaningOf(
  decoded: DecodedLine,
  values: (named: Readonly<Record<string, number>>, unit: string) => LineMeaning['values'],
  identity: (facts: Readonly<Record<string, string>>) => Partial<DeviceIdentity> = () => ({}),
): LineMeaning | null {
  switch (decoded.kind) {
    case 'values':
      return { values: values(decoded.values, decoded.unit ?? '') };
    case 'identity':
      return { values: [], identity: identity(decoded.facts) };
    case 'fault':
      return { values: [], fault: decoded.words };
    case 'done':
      return { values: [] };
    case 'unknown':
  }
  return null;
}
