import type { Database } from 'better-sqlite3';
import { channelSchema, type Channel, type ChannelDefinition } from '../../../../shared/model/channel';
import { channelId, type UnitId } from '../../../../shared/model/identity';
import { processUnitSchema } from '../../../../shared/model/process-unit';
import type { PlantStore } from './plant-store';

interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly scale: string;
  readonly startVolumeL: number;
  readonly simulated: number;
}

interface ChannelRow extends Omit<ChannelDefinition, 'range' | 'possible' | 'group' | 'kind'> {
  readonly id: string;
  readonly unitId: string;
  readonly panel: string;
  readonly kind: string;
  readonly rangeLow: number;
  readonly rangeHigh: number;
  readonly possibleLow: number;
  readonly possibleHigh: number;
}

const channelColumns = `series, id, unit_id AS unitId, tag, name, unit, panel, kind, range_low AS rangeLow,
  range_high AS rangeHigh, possible_low AS possibleLow, possible_high AS possibleHigh, resolution,
  cadence_ms AS cadenceMs, max_rate_per_s AS maxRatePerS, stuck_after_ms AS stuckAfterMs`;

type Units = Pick<PlantStore, 'listUnits' | 'saveUnit' | 'listChannels' | 'ensureChannels'>;

/** Units and channels in records.db. */
export function unitsIn(db: Database): Units {
  const listUnits = db.prepare<[], UnitRow>(
    'SELECT id, name, scale, start_volume_l AS startVolumeL, simulated FROM unit ORDER BY id',
  );
  const saveUnit = db.prepare<[UnitRow]>(
    `INSERT INTO unit (id, name, scale, start_volume_l, simulated) VALUES (@id, @name, @scale, @startVolumeL, @simulated)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, scale = excluded.scale,
       start_volume_l = excluded.start_volume_l, simulated = excluded.simulated`,
  );
  const listChannels = db.prepare<[string | null], ChannelRow>(
    `SELECT ${channelColumns} FROM channel WHERE unit_id = coalesce(?, unit_id) ORDER BY series`,
  );
  const findChannel = db.prepare<[string], ChannelRow>(`SELECT ${channelColumns} FROM channel WHERE id = ?`);
  const addChannel = db.prepare<[ChannelRow]>(
    `INSERT INTO channel (id, unit_id, tag, name, unit, panel, kind, range_low, range_high, possible_low,
       possible_high, resolution, cadence_ms, max_rate_per_s, stuck_after_ms)
     VALUES (@id, @unitId, @tag, @name, @unit, @panel, @kind, @rangeLow, @rangeHigh, @possibleLow,
       @possibleHigh, @resolution, @cadenceMs, @maxRatePerS, @stuckAfterMs)`,
  );

  const ensure = db.transaction((unitId: UnitId, definitions: readonly ChannelDefinition[]): Channel[] =>
    definitions.map((definition) => {
      const id = channelId(unitId, definition.tag);
      if (!findChannel.get(id)) addChannel.run(toRow(unitId, definition));
      return toChannel(findChannel.get(id));
    }),
  );

  return {
    listUnits: () =>
      listUnits.all().map((row) => processUnitSchema.parse({ ...row, simulated: row.simulated === 1 })),
    saveUnit: (unit) => {
      saveUnit.run({ ...unit, simulated: unit.simulated ? 1 : 0 });
    },
    listChannels: (unitId) => listChannels.all(unitId ?? null).map(toChannel),
    ensureChannels: (unitId, definitions) => ensure.immediate(unitId, definitions),
  };
}

function toRow(unitId: UnitId, definition: ChannelDefinition): ChannelRow {
  const { group, range, possible, ...rest } = definition;
  return {
    ...rest,
    id: channelId(unitId, definition.tag),
    unitId,
    panel: group,
    rangeLow: range.low,
    rangeHigh: range.high,
    possibleLow: possible.low,
    possibleHigh: possible.high,
  };
}

function toChannel(row: ChannelRow | undefined): Channel {
  return channelSchema.parse({
    ...row,
    group: row?.panel,
    range: { low: row?.rangeLow, high: row?.rangeHigh },
    possible: { low: row?.possibleLow, high: row?.possibleHigh },
  });
}
