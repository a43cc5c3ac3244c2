import { emptyRaw, type RawColumns } from '../../raw-columns';
import type { SampleBlock } from '../../sample-block';

/** Rows of a block, `to` not included. */
export interface BlockRows {
  readonly block: SampleBlock;
  readonly from: number;
  readonly to: number;
}

/** Rows of one series among grouped samples, `to` not included. */
export interface SeriesGroup {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/** Samples of many series, each series in one piece and in the order in which its samples came. */
export interface GroupedSamples {
  readonly groups: readonly SeriesGroup[];
  readonly columns: RawColumns;
}

/** Brings the samples of each series together. */
export function groupRows(parts: readonly BlockRows[]): GroupedSamples {
  const places = new Map<number, number>();
  const counts: number[] = [];
  const total = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const placeOf = new Uint32Array(total);
  let row = 0;
  for (const { block, from, to } of parts)
    for (let at = from; at < to; at += 1) {
      const series = block.series[at] ?? 0;
      let place = places.get(series);
      if (place === undefined) {
        place = counts.length;
        places.set(series, place);
        counts.push(0);
      }
      counts[place] = (counts[place] ?? 0) + 1;
      placeOf[row] = place;
      row += 1;
    }
  return arrange(parts, placeOf, [...places.keys()], counts);
}

function arrange(
  parts: readonly BlockRows[],
  placeOf: Uint32Array,
  series: readonly number[],
  counts: readonly number[],
): GroupedSamples {
  const columns = emptyRaw(placeOf.length);
  const next = new Uint32Array(counts.length);
  let begin = 0;
  const groups = series.map((one, place) => {
    const from = begin;
    next[place] = from;
    begin += counts[place] ?? 0;
    return { series: one, from, to: begin };
  });
  let row = 0;
  for (const { block, from, to } of parts)
    for (let at = from; at < to; at += 1) {
      const place = placeOf[row] ?? 0;
      const target = next[place] ?? 0;
      next[place] = target + 1;
      columns.t[target] = block.t[at] ?? 0;
      columns.value[target] = block.value[at] ?? Number.NaN;
      columns.quality[target] = block.quality[at] ?? 0;
      columns.seen[target] = block.seen[at] ?? 0;
      columns.origin[target] = block.origin[at] ?? 0;
      row += 1;
    }
  return { groups, columns };
}
