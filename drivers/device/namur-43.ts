import type { AnalogSignal } from '../../src/shared/model/device-connection';
import type { DeviceState } from '../../src/shared/model/device';

/** What a loop's current or a module's voltage means. `value` is null where it means a fault. */
export interface LoopValue {
  readonly value: number | null;
  readonly state: DeviceState;
  /** Empty where nothing is wrong. */
  readonly words: string;
}

const spans: Readonly<
  Record<AnalogSignal, { readonly low: number; readonly high: number; readonly unit: string }>
> = {
  '4-20 mA': { low: 4, high: 20, unit: 'mA' },
  '0-20 mA': { low: 0, high: 20, unit: 'mA' },
  '0-10 V': { low: 0, high: 10, unit: 'V' },
  '0-5 V': { low: 0, high: 5, unit: 'V' },
};

/**
 * Scales a signal and judges it by NAMUR NE 43: 3.8 to 20.5 mA is measurement, up to 3.6 and from 21 mA a failure of the
 * transmitter or the wire, between them saturated. Signals that begin at zero cannot tell a broken wire.
 * @param level mA or V
 */
export function loopValue(level: number, signal: AnalogSignal, low: number, high: number): LoopValue {
  const span = spans[signal];
  const share = (level - span.low) / (span.high - span.low);
  const value = Number((low + share * (high - low)).toPrecision(10));
  const shown = `${level.toFixed(2)} ${span.unit}`;
  if (signal === '4-20 mA' && level <= 3.6)
    return {
      value: null,
      state: 'failure',
      words: `Wire broken, or the transmitter tells a failure (${shown})`,
    };
  if (span.unit === 'mA' && level >= 21)
    return {
      value: null,
      state: 'failure',
      words: `Short circuit, or the transmitter tells a failure (${shown})`,
    };
  const [least, most] = span.unit === 'mA' ? [3.8, 20.5] : [span.low - 0.05 * span.high, 1.05 * span.high];
  if ((signal !== '0-20 mA' && level < least) || level > most)
    return { value, state: 'out-of-specification', words: `Beyond the measuring range (${shown})` };
  return { value, state: 'good', words: '' };
}

/** The unit of a signal: mA or V. */
export function signalUnit(signal: AnalogSignal): string {
  return spans[signal].unit;
}
