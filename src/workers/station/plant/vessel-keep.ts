import { vesselFactsSchema } from '../../../shared/model/vessel-facts';
import type { PlantKeep } from './plant';

/** JSON values by name. */
interface Settings {
  getSetting(key: string): unknown;
  putSetting(key: string, value: unknown): void;
}

/** A keep whose units also remember what formulas must know of their vessels. */
export function withVesselFacts(keep: PlantKeep, settings: Settings): PlantKeep {
  const keyOf = (unitId: string): string => `vessel/${unitId}`;
  return {
    listUnits: () =>
      keep.listUnits().map((unit) => {
        const found = vesselFactsSchema.safeParse(settings.getSetting(keyOf(unit.id)));
        return found.success ? { ...unit, vessel: found.data } : unit;
      }),
    saveUnit: (unit) => {
      const { vessel, ...rest } = unit;
      keep.saveUnit(rest);
      if (vessel) settings.putSetting(keyOf(unit.id), vessel);
    },
    listChannels: () => keep.listChannels(),
    ensureChannels: (unitId, definitions) => keep.ensureChannels(unitId, definitions),
    listBatches: () => keep.listBatches(),
    saveBatch: (batch) => keep.saveBatch(batch),
  };
}
