import type { TwinAnswer } from '../../../shared/contract/twin';
import type { Channel } from '../../../shared/model/channel';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import type { Latest } from '../../station/live-store';
import { shortNumber } from '../../ui/short-number';
import { tr } from '../../strings/translate';

/** A value of now with its band, and why it may not be plainly believed. */
export interface BandedValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  /** Empty where nothing is held against it. */
  readonly doubt: string;
}

/** What is known of a channel as a banded value; half the band is `times` standard deviations, or its two ends. */
export function bandedOf(
  channel: Channel,
  latest: Latest | undefined,
  band: { readonly low: number | null; readonly high: number | null },
): BandedValue {
  const doubtful = latest !== undefined && qualityLevel(latest.quality) !== 'good';
  return {
    value: latest?.value ?? null,
    ...band,
    unit: channel.unit,
    doubt: doubtful ? qualityOf(latest.quality).words : '',
  };
}

const outcomes: Readonly<Record<TwinAnswer['outcome'], string>> = {
  given: '',
  'outside-training': tr('Outside training'),
  undecided: 'Undecided',
  'missing-input': tr('An input is missing'),
};

/** The band of a row outside training is widened by how far it is out. */
const shownAllTheSame: Readonly<Record<TwinAnswer['outcome'], string>> = {
  given: '',
  'outside-training': tr('The value is shown with a wider band, which may not hold.'),
  undecided: tr('The value is shown; do not rely on it.'),
  'missing-input': tr('The value is shown; do not rely on it.'),
};

/** An answer that is not plainly a number, as an answer: what it is called and why. Null where it is plain. */
export function answerWords(answer: TwinAnswer): { readonly title: string; readonly why: string } | null {
  if (answer.outcome === 'given') return null;
  const held = answer.value === null ? tr('No value is given.') : shownAllTheSame[answer.outcome];
  return {
    title: outcomes[answer.outcome],
    why: `${answer.why === '' ? tr('The model did not say why') : answer.why}. ${held}`,
  };
}

/** Decimals that a prediction and what it comes from are shown with: three digits of the prediction. */
export function effectDecimals({ value, baseValue }: Pick<TwinAnswer, 'value' | 'baseValue'>): number {
  const size = Math.max(Math.abs(value ?? baseValue ?? 0), 1e-3);
  return Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

/** `41.3 AU`, with a real minus sign. */
export function amountWords(value: number, unit: string, decimals: number): string {
  const text = `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(decimals)}`;
  return unit === '' ? text : `${text} ${unit}`;
}

/** What a contribution did to the value: `+3.2 AU`. */
export function effectWords(effect: number, unit: string, decimals: number): string {
  const rounded = Number(effect.toFixed(decimals));
  return rounded > 0 ? `+${amountWords(effect, unit, decimals)}` : amountWords(rounded, unit, decimals);
}

/** The same as a share, where contributions add up on a logarithm: `+12 %`. */
export function shareWords({ scale }: Pick<TwinAnswer, 'scale'>, shap: number): string {
  if (!scale.startsWith('ln ')) return '';
  return `(${shap < 0 ? '−' : '+'}${shortNumber(Math.abs(100 * Math.expm1(shap)), 2)} %)`;
}

/** Where it goes if growth stays as it is: `value·e^{µh}`, both bands taken at their worst. */
export function forecast(od: BandedValue, mu: BandedValue, hours: number): BandedValue | null {
  if (od.value === null || mu.value === null) return null;
  const grown = (from: number | null, rate: number | null): number | null =>
    from === null || rate === null ? null : from * Math.exp(rate * hours);
  return {
    value: grown(od.value, mu.value),
    low: grown(od.low, mu.low),
    high: grown(od.high, mu.high),
    unit: od.unit,
    doubt: '',
  };
}

/** The same in another unit, by a factor that is taken as exact. */
export function scaledBy(
  { value, low, high, doubt }: BandedValue,
  factor: number,
  unit: string,
): BandedValue {
  const by = (one: number | null): number | null => (one === null ? null : one * factor);
  return { value: by(value), low: by(low), high: by(high), unit, doubt };
}

/** `41.8 to 48.9`, with the digits its width justifies. */
export function bandWords({ low, high }: Pick<BandedValue, 'low' | 'high'>): string {
  return low === null || high === null
    ? tr('band not known')
    : tr('{shortNumber} to {shortNumber2}', {
        shortNumber: shortNumber(low),
        shortNumber2: shortNumber(high),
      });
}
