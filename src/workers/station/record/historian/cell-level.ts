/** Width of the windows in which raw samples are sealed; they lie on absolute multiples of it. */
export const windowMs = 600_000;
/** Raw samples among the levels of stored chunks. */
export const rawLevel = 0;

/**
 * The two widths of stored cells, narrow first: `level` is their number in the file, `spanMs` what one chunk of 600
 * cells covers.
 */
export const cellLevels = [
  { widthMs: 30_000, level: 1, spanMs: 18_000_000, name: '30s' },
  { widthMs: 600_000, level: 2, spanMs: 360_000_000, name: '10min' },
] as const;
export type CellLevel = (typeof cellLevels)[number];

/** How long after its end a cell still waits for stragglers. */
export const settleMs = 2000;

/** Start of the cell that holds a time; cells lie on absolute multiples of their width. */
export function cellStart(t: number, widthMs: number): number {
  return Math.floor(t / widthMs) * widthMs;
}
