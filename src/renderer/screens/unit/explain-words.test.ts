import { expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import type { Channel } from '../../../shared/model/channel';
import { amountWords, factWords, meantChannel, trustWords } from './explain-words';

const channels = catalogueFor('15L').map((one, index) => ({ ...one, series: index + 1 }) as Channel);
const byTag = (tag: string) => channels.find((channel) => channel.tag === tag);

it('means the computed line of the panel at hand, and the prediction where nothing is at hand', () => {
  expect(meantChannel(['DO', 'RQ', 'OUR'], channels)?.tag).toBe('RQ');
  expect(meantChannel(['DO'], channels)?.tag).toBe('OD_pred');
  expect(meantChannel([], [byTag('DO')!, byTag('CER')!])?.tag).toBe('CER');
  expect(meantChannel(['DO'], [byTag('DO')!])).toBeUndefined();
});

it('writes amounts with what their instrument justifies, phases by name, and says when there is none', () => {
  expect(amountWords(101.26, 'mmol/L/h', byTag('OUR'))).toBe('101.3 mmol/L/h');
  expect(amountWords(2, '', byTag('Phase'))).toBe('Glycerol batch');
  expect(amountWords(0.123_456, 'L', undefined)).toBe('0.1235 L');
  expect(amountWords(null, 'L', undefined)).toBe('no value');
});

it('says how far to trust, once', () => {
  expect([trustWords('good', 'Good'), trustWords('uncertain', 'Signal too small to compute from')]).toEqual([
    'Good',
    'Uncertain: signal too small to compute from',
  ]);
  expect(factWords({ name: 'analyserDry', value: 'true', unit: '' }).value).toBe('yes');
  expect(factWords({ name: 'newFact', value: '3', unit: 'm' })).toEqual({ name: 'newFact', value: '3 m' });
});
