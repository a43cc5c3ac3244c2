import { describe, expect, it } from 'vitest';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import { newUnit, type Batch, type ProcessUnit } from '../../../shared/model/process-unit';
import { createPlant, type PlantKeep } from './plant';

const r1 = unitIdSchema.parse('R1');
const hour = 3_600_000;

function memoryKeep(): PlantKeep & { batchRows: Batch[] } {
  const units: ProcessUnit[] = [];
  const channels: Channel[] = [];
  const batchRows: Batch[] = [];
  return {
    batchRows,
    listUnits: () => units,
    saveUnit: (unit) => void units.push(unit),
    listChannels: () => channels,
    ensureChannels: (unitId, definitions) =>
      definitions.map((definition) => {
        const channel = channelSchema.parse({
          ...definition,
          id: `${unitId}/${definition.tag}`,
          unitId,
          series: channels.length + 1,
        });
        channels.push(channel);
        return channel;
      }),
    listBatches: () => batchRows,
    saveBatch: (batch) => void batchRows.push(batch),
  };
}

describe('plant', () => {
  it('creates a channel at its first reading, and none for an unknown tag', () => {
    const plant = createPlant(memoryKeep(), () => 0);
    expect(plant.ensureChannel(r1, 'pH')).toBeUndefined();
    plant.announceUnit(newUnit(r1, '15L', true));
    const before = plant.version;
    const made = plant.ensureChannel(r1, 'pH');
    expect(made).toMatchObject({ id: 'R1/pH', series: 1, range: { low: 3, high: 8 } });
    expect(plant.ensureChannel(r1, 'pH')).toBe(made);
    expect(plant.ensureChannel(r1, 'Nonsense')).toBeUndefined();
    expect(plant.version).toBe(before + 1);
  });

  it('makes the channels of one delivery together: one entry of the ledger, not one each', () => {
    const keep = memoryKeep();
    let calls = 0;
    const counting: PlantKeep = { ...keep, ensureChannels: (...given) => (calls++, keep.ensureChannels(...given)) }; // prettier-ignore
    const plant = createPlant(counting, () => 0);
    plant.announceUnit(newUnit(r1, '15L', true));
    const made = plant.ensureChannelsOf(r1, ['DO', 'Nonsense', 'pH', 'OD']);
    expect(made.map((channel) => channel?.tag)).toEqual(['DO', undefined, 'pH', 'OD']);
    plant.ensureChannelsOf(r1, ['pH', 'DO']);
    expect(calls).toBe(1);
  });

  it('lets one batch run on a unit at a time', () => {
    const plant = createPlant(memoryKeep(), () => 10 * hour);
    plant.saveUnit(newUnit(r1, '15L', false));
    const first = plant.startBatch(r1, 'First', 9 * hour);
    expect(first.id).toBe('R1-19700101-1');
    expect(() => plant.startBatch(r1, 'Second', 9 * hour)).toThrow('First is still running');
    expect(() => plant.startBatch(unitIdSchema.parse('R9'), 'x', 0)).toThrow('No bioreactor is called R9');
    plant.endBatch(first.id);
    expect(() => plant.endBatch(first.id)).toThrow('already ended');
    expect(() => plant.startBatch(r1, 'Second', 11 * hour)).toThrow('lies in the future');
    expect(plant.startBatch(r1, 'Second', 10 * hour).id).toBe('R1-19700101-2');
  });

  it('ends what runs when the source announces another batch, and writes nothing for a repeated announcement', () => {
    const keep = memoryKeep();
    const plant = createPlant(keep, () => 10 * hour);
    const announced = (id: string, inoculatedAt: number): Batch => ({
      id: batchIdSchema.parse(id),
      unitId: r1,
      name: id,
      inoculatedAt,
      endedAt: null,
      simulated: true,
    });
    plant.announceBatch(announced('a', hour));
    plant.announceBatch(announced('a', hour));
    expect(keep.batchRows).toHaveLength(1);
    plant.announceBatch(announced('b', 5 * hour));
    expect(plant.batches(r1).map(({ id, endedAt }) => [id, endedAt])).toEqual([
      ['b', null],
      ['a', 5 * hour],
    ]);
  });
});
