import type { ExportPlan } from '../../../shared/model/export-plan';
import { qualityOf } from '../../../shared/model/quality';
import type { RawColumns } from '../record/raw-columns';
import type { ExportChannel, ExportNote, ExportPart } from './export-task';
import { gridCells } from './grid-cells';
import { mergeTimes } from './merge-times';
import type { ColumnData, RowBlock } from './row-block';
import type { Slab } from './slabs';

/** Turns the slabs of one partition into rows of the table that the plan asks for. */
export function rowsOf(plan: ExportPlan, part: ExportPart): (slab: Slab) => RowBlock {
  const cellsOf = (raw: RawColumns | null): RawColumns | null =>
    raw && plan.gridMs > 0 ? gridCells(raw, plan.gridMs, plan.statistic) : raw;
  return (slab) => {
    const cells = slab.raw.map(cellsOf);
    if (plan.shape === 'long') return longRows(part, part.channels, cells);
    if (plan.records !== 'columns') return wideRows(plan, cells, null);
    return wideRows(plan, cells, notesByTime(plan, part.notes, slab));
  };
}

/** Notes of a slab at the times of rows; several of one time stand together. */
function notesByTime(
  plan: ExportPlan,
  notes: readonly ExportNote[],
  { from, to }: Slab,
): Map<number, string> {
  const byTime = new Map<number, string>();
  for (const { t, author, words } of notes) {
    if (t < from || t >= to) continue;
    const at = plan.gridMs > 0 ? Math.floor(t / plan.gridMs) * plan.gridMs : t;
    const text = author === '' ? words : `${author}: ${words}`;
    const before = byTime.get(at);
    byTime.set(at, before === undefined ? text : `${before} | ${text}`);
  }
  return byTime;
}

/** A row a time: the time, then each channel with its quality beside it, then the notes of that time. */
function wideRows(
  plan: ExportPlan,
  cells: readonly (RawColumns | null)[],
  notes: ReadonlyMap<number, string> | null,
): RowBlock {
  const noted = Float64Array.from(notes?.keys() ?? []).toSorted();
  const times = mergeTimes([...cells.flatMap((columns) => (columns ? [columns.t] : [])), noted]);
  const columns: ColumnData[] = [times];
  for (const raw of cells) {
    const [value, quality] = placed(raw, times);
    columns.push(value);
    if (plan.quality) columns.push(quality);
  }
  if (notes) columns.push(Array.from(times, (t) => notes.get(t) ?? null));
  return { rows: times.length, columns };
}

function placed(raw: RawColumns | null, times: Float64Array): [Float64Array, Float64Array] {
  if (raw?.t.length === times.length) return [raw.value, raw.quality];
  const value = new Float64Array(times.length).fill(Number.NaN);
  const quality = new Float64Array(times.length).fill(Number.NaN);
  if (!raw) return [value, quality];
  let row = 0;
  for (let i = 0; i < raw.t.length; i += 1) {
    while (times[row] !== raw.t[i]) row += 1;
    value[row] = raw.value[i] ?? Number.NaN;
    quality[row] = raw.quality[i] ?? Number.NaN;
  }
  return [value, quality];
}

/** A row a sample, channel after channel. */
function longRows(
  part: ExportPart,
  channels: readonly ExportChannel[],
  cells: readonly (RawColumns | null)[],
): RowBlock {
  const rows = cells.reduce((sum, raw) => sum + (raw?.t.length ?? 0), 0);
  const number = (): Float64Array => new Float64Array(rows);
  const [time, value, quality, seen, origin] = [number(), number(), number(), number(), number()];
  const text = (): (string | null)[] => Array.from({ length: rows }, () => null);
  const [tag, unit, words] = [text(), text(), text()];
  let at = 0;
  channels.forEach((channel, index) => {
    const raw = cells[index];
    if (!raw) return;
    time.set(raw.t, at);
    value.set(raw.value, at);
    quality.set(raw.quality, at);
    seen.set(raw.seen, at);
    origin.set(raw.origin, at);
    tag.fill(channel.tag, at, at + raw.t.length);
    unit.fill(channel.unit, at, at + raw.t.length);
    for (let i = 0; i < raw.t.length; i += 1) words[at + i] = qualityOf(raw.quality[i] ?? 0).words;
    at += raw.t.length;
  });
  const same = (given: string | null): (string | null)[] => Array.from({ length: rows }, () => given);
  const columns = [time, same(part.unit), same(part.batch), tag, value, unit, quality, words, seen, origin];
  return { rows, columns };
}
