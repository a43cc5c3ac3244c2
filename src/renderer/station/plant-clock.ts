import type { UnitSummary } from '../../shared/contract/units';
import { newestPlantTime } from '../../shared/model/plant-time';
import type { Station } from './station';

/** Time at a unit, epoch ms: of a simulated one that of its newest value, for it may run faster than time goes by. */
export function plantNow(
  unit: Pick<UnitSummary, 'simulated' | 'channels'>,
  { live, clock }: Pick<Station, 'live' | 'clock'>,
): number {
  if (!unit.simulated) return clock.now();
  return newestPlantTime(unit.channels, (series) => live.latest(series)) ?? clock.now();
}
