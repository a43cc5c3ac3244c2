import type { UnitId } from '../../shared/model/identity';

/** Units in a setting; none where it was never set. */
export function savedUnits(setting: unknown): UnitId[] {
  return Array.isArray(setting) ? setting.filter((id): id is UnitId => typeof id === 'string') : [];
}
