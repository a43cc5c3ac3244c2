import { useCallback } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import { useLatest } from '../../station/use-live';
import { bandedOf, type BandedValue } from './twin-view';

/** A value of now with the two ends of its band. */
function useBanded(
  unit: UnitSummary,
  tags: readonly [value: string, low: string, high: string],
): BandedValue | null {
  const of = (tag: string): Channel | undefined => unit.channels.find((channel) => channel.tag === tag);
  const channel = of(tags[0]);
  const value = useLatest(channel?.series);
  const [low, high] = [useLatest(of(tags[1])?.series), useLatest(of(tags[2])?.series)];
  return channel ? bandedOf(channel, value, { low: low?.value ?? null, high: high?.value ?? null }) : null;
}

/** The growth rate by the filter, two deviations to either side. */
export function useGrowth(unit: UnitSummary): BandedValue | null {
  const of = useCallback(
    (tag: string) => unit.channels.find((channel) => channel.tag === tag),
    [unit.channels],
  );
  const channel = of('mu_KF') ?? of('mu');
  const value = useLatest(channel?.series);
  const sigma = useLatest(of('mu_KF_sigma')?.series)?.value ?? null;
  if (!channel) return null;
  const mu = value?.value ?? null;
  const side = (times: number): number | null => (mu === null || sigma === null ? null : mu + times * sigma);
  return bandedOf(channel, value, { low: side(-2), high: side(2) });
}

/** The predicted OD600, its 90 % band. */
export const usePredictedOd = (unit: UnitSummary): BandedValue | null =>
  useBanded(unit, ['OD_pred', 'OD_pred_low', 'OD_pred_high']);

/** The predicted dry cell weight; null where no model predicts it. */
export const useDryCells = (unit: UnitSummary): BandedValue | null =>
  useBanded(unit, ['DCW_pred', 'DCW_pred_low', 'DCW_pred_high']);
