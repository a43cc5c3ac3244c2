import { qualityCode } from '../../../shared/model/quality';
import type { ReadingColumns } from '../../../shared/model/reading';
import type { ControlledPlant } from '../control/controlled-plant';
import { cadenceS } from '../dialects/encoder';
import { sensorStates } from '../plant/sensors';

/** Older than this, one row in ten seconds is enough. */
const fineMs = 3_600_000;
const coarseS = 10;
const sensorFault = qualityCode('sensor-fault');

/** True where a second of plant time is kept in history: all of the last hour before `now`, each tenth before it. */
export function isKept(t: number, ageS: number, now: number): boolean {
  return t >= now - fineMs || ageS % coarseS === 0;
}

interface Row {
  readonly ageS: number;
  readonly value: Float64Array;
  readonly state: Uint8Array;
}

/** Seconds of a plant, put down one after the other to be handed in as columns. */
export interface HistoryRows {
  readonly length: number;
  /** Puts down what the instruments say at this second. */
  note(plant: ControlledPlant): void;
  /** Rows `from` ≤ i < `to` as they would have gone over the wire: what is silent is left out. */
  columns(from: number, to: number): ReadingColumns;
  /** Plant time of a row, epoch ms. */
  timeOf(row: number): number;
}

export function createHistoryRows(
  unitId: string,
  inoculatedAt: number,
  tags: readonly string[],
): HistoryRows {
  const rows: Row[] = [];
  const timeOf = (ageS: number): number => inoculatedAt + ageS * 1000;
  return {
    get length() {
      return rows.length;
    },
    note: (plant) => {
      const { value, state } = plant.sensors();
      rows.push({ ageS: plant.ageS(), value: value.slice(), state: state.slice() });
    },
    columns: (from, to) => columnsOf(unitId, tags, rows.slice(from, to), timeOf),
    timeOf: (row) => timeOf(rows[row]?.ageS ?? 0),
  };
}

function columnsOf(
  unitId: string,
  tags: readonly string[],
  rows: readonly Row[],
  timeOf: (ageS: number) => number,
): ReadingColumns {
  const columns = { unitId, tags: [...tags], tag: [] as number[], t: [] as number[], value: [] as number[] };
  const quality: number[] = [];
  for (const { ageS, value, state } of rows) {
    value.forEach((v, tag) => {
      if (ageS % (cadenceS[tag] ?? 1) !== 0 || state[tag] === sensorStates.silent) return;
      columns.tag.push(tag);
      columns.t.push(timeOf(ageS));
      columns.value.push(v);
      quality.push(state[tag] === sensorStates.fault ? sensorFault : 0);
    });
  }
  return quality.some((code) => code !== 0) ? { ...columns, quality } : columns;
}
