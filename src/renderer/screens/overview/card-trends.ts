import type { TrendSpec } from './unit-trend';
import { tr } from '../../strings/translate';

/** The small trends of a card. Scales never span less than what is worth a look, so that a quiet signal looks quiet. */
export const biomassTrend: TrendSpec = {
  label: tr('OD600 predicted with its interval, and OD probe'),
  lines: [
    { tag: 'OD', color: '--bt-measured' },
    { tag: 'OD_pred', color: '--bt-predicted', band: ['OD_pred_low', 'OD_pred_high'], strong: true },
  ],
  leastSpan: 5,
  floor: 0,
  decimals: 0,
};
export const oxygenTrend: TrendSpec = {
  label: tr('Dissolved oxygen'),
  lines: [{ tag: 'DO', color: '--bt-measured' }],
  leastSpan: 20,
  floor: 0,
  decimals: 0,
};
export const uptakeTrend: TrendSpec = {
  label: tr('Oxygen uptake rate'),
  lines: [{ tag: 'OUR', color: '--bt-measured' }],
  leastSpan: 10,
  floor: 0,
  decimals: 0,
};
