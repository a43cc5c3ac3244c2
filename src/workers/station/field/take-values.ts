import {
  deviceStates,
  type DeviceState,
  type DeviceStatus,
  type DeviceValue,
} from '../../../shared/model/device';
import type { FieldValue } from '../../../shared/model/field-file';
import { qualityCode, worstQuality } from '../../../shared/model/quality';

/** What of the devices is recorded: the index of each chosen reading in the head of the file. */
export type ChosenReadings = ReadonlyMap<string, number>;

/** Names a device, and a reading of one, within a recording. */
export const deviceKey = ({ connectionId, device }: Pick<DeviceStatus, 'connectionId' | 'device'>): string =>
  `${connectionId}/${device}`;
export const readingKey = (device: Pick<DeviceStatus, 'connectionId' | 'device'>, reading: string): string =>
  `${deviceKey(device)}/${reading}`;

export interface TakenValues {
  readonly values: FieldValue[];
  /** Values of a moment that was there already; left out. */
  readonly repeated: number;
}

/** A clock that goes evenly: what the computer's own was set to while recording is told apart. */
export interface EvenTime {
  /** A time of the computer's clock as the recording counts it, epoch ms. */
  evened(t: number): number;
}

/** Remembers what was taken of each reading, and takes what is new. */
export class ValueTaker {
  readonly #chosen;
  readonly #time;
  /** Newest time taken, as the device told it and as the recording counts it. */
  readonly #last = new Map<number, { readonly told: number; readonly t: number }>();

  constructor(chosen: ChosenReadings, time: EvenTime, since: number) {
    this.#chosen = chosen;
    this.#time = time;
    for (const index of chosen.values()) this.#last.set(index, { told: since, t: since });
  }

  /** @param now the computer's clock, epoch ms */
  take(devices: readonly DeviceStatus[], now: number): TakenValues {
    const values: FieldValue[] = [];
    let repeated = 0;
    for (const device of devices)
      for (const value of device.values) {
        const index = this.#chosen.get(readingKey(device, value.reading));
        if (index === undefined) continue;
        for (const one of this.#newOf(index, device.state, value, now)) {
          if (one === 'repeated') repeated += 1;
          else values.push(one);
        }
      }
    return { values, repeated };
  }

  /** The computer's clock was set by so much, ms: what it told before is told in the new time. */
  clockSet(byMs: number): void {
    for (const [index, { told, t }] of this.#last) this.#last.set(index, { told: told + byMs, t });
  }

  #newOf(channel: number, state: DeviceState, value: DeviceValue, now: number): (FieldValue | 'repeated')[] {
    const { at, recent } = value;
    const { told } = this.#last.get(channel) ?? { told: 0 };
    const newest: [number, number | null][] = at === null ? [] : [[at, value.value]];
    const news = [...recent.filter(([t]) => t !== at), ...newest].filter(
      // Behind now: told before the clock was set back, and taken then.
      ([t]) => t > told && t <= now + 1000,
    );
    return news.map(([t, number]) => {
      const isNewest = t === at;
      return this.#placed(channel, t, {
        raw: isNewest ? value.raw : '',
        value: number,
        quality: isNewest ? qualityOfValue(state, value.doubt, number) : number === null ? notANumber : 0,
      });
    });
  }

  #placed(
    channel: number,
    told: number,
    rest: Pick<FieldValue, 'raw' | 'value' | 'quality'>,
  ): FieldValue | 'repeated' {
    const t = Math.round(this.#time.evened(told));
    const before = this.#last.get(channel);
    this.#last.set(channel, { told, t: Math.max(t, before?.t ?? 0) });
    return before && t <= before.t ? 'repeated' : { channel, t, ...rest };
  }
}

const notANumber = qualityCode('not-a-number');

/** What a device's state and the driver's doubt make of a value. */
function qualityOfValue(state: DeviceState, doubt: string, value: number | null): number {
  const fault = deviceStates.find(({ id }) => id === state)?.fault ?? null;
  const ofState = fault === null ? 0 : qualityCode(fault);
  const ofDoubt = doubt === '' ? 0 : qualityCode(value === null ? 'bad-source' : 'uncertain-source');
  return worstQuality(worstQuality(ofState, ofDoubt), value === null ? notANumber : 0);
}
