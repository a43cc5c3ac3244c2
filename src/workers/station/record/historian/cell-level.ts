/** The two widths of stored cells, narrow first. `settleMs` after its end a cell counts as closed. */
export const cellLevels = [
  { widthMs: 30_000, table: 'rollup_30s', name: '30s' },
  { widthMs: 600_000, table: 'rollup_10min', name: '10min' },
] as const;
export type CellLevel = (typeof cellLevels)[number];

/** How long after its end a cell still waits for stragglers. */
export const settleMs = 2000;

/** Start of the cell that holds a time; cells lie on absolute multiples of their width. */
export function cellStart(t: number, widthMs: number): number {
  return Math.floor(t / widthMs) * widthMs;
}
