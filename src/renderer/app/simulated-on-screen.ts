import type { UnitSummary } from '../../shared/contract/units';
import type { Route } from './route';
import { tr } from '../strings/translate';

type Named = Pick<UnitSummary, 'id' | 'name' | 'simulated'>;

/**
 * The words of the permanent mark for what a route shows, or null where every unit on it is real. A unit page speaks
 * of its unit alone; every other page shows all of them.
 */
export function simulatedWords(route: Route, units: readonly Named[]): string | null {
  const shown = route.screen === 'unit' ? units.filter((unit) => unit.id === route.unitId) : units;
  const simulated = shown.filter((unit) => unit.simulated);
  if (simulated.length === 0) return null;
  if (simulated.length === shown.length) return tr('SIMULATED');
  return tr('{length} OF {length2} UNITS SIMULATED', { length: simulated.length, length2: shown.length });
}
