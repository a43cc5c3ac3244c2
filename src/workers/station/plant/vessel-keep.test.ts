import { expect, it } from 'vitest';
import { unitIdSchema } from '../../../shared/model/identity';
import { newUnit, type ProcessUnit } from '../../../shared/model/process-unit';
import { createPlant, type PlantKeep } from './plant';
import { withVesselFacts } from './vessel-keep';

it('keeps the facts of a vessel over restarts, and over sources that do not speak of them', () => {
  const id = unitIdSchema.parse('R1');
  const units = new Map<string, ProcessUnit>();
  const settings = new Map<string, unknown>();
  const keep: PlantKeep = {
    listUnits: () => [...units.values()],
    saveUnit: (unit) => {
      expect(unit).not.toHaveProperty('vessel');
      units.set(unit.id, unit);
    },
    listChannels: () => [],
    ensureChannels: () => [],
    listBatches: () => [],
    saveBatch: () => undefined,
  };
  const open = () =>
    createPlant(
      withVesselFacts(keep, {
        getSetting: (key) => settings.get(key),
        putSetting: (key, value) => settings.set(key, value),
      }),
      () => 0,
    );
  const plant = open();
  plant.saveUnit({ ...newUnit(id, '15L', false), vessel: { gasReference: 'std-20c', analyserDry: false } });
  plant.announceUnit({ ...newUnit(id, '15L', true), name: 'Renamed' });
  expect(open().units()).toEqual([
    { ...newUnit(id, '15L', true), name: 'Renamed', vessel: { gasReference: 'std-20c', analyserDry: false } },
  ]);
});
