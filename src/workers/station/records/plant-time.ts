import type { UnitId } from '../../../shared/model/identity';
import { newestPlantTime } from '../../../shared/model/plant-time';
import type { RecordsDeps } from './records-deps';

/** Time of a plant, epoch ms: a simulated one may run faster than time goes by, and its newest value is its clock. */
export function plantNow(
  { plant, latest, now }: Pick<RecordsDeps, 'plant' | 'latest' | 'now'>,
  unitId: UnitId | null,
): number {
  const unit = plant.units().find(({ id }) => id === unitId);
  return (unit?.simulated ? newestPlantTime(plant.channelsOf(unit.id), latest) : null) ?? now();
}
