/** All times of several columns, each once, in order. Where one column holds them all, it is answered itself. */
export function mergeTimes(columns: readonly Float64Array[]): Float64Array {
  const longest = columns.reduce<Float64Array>(
    (best, column) => (column.length > best.length ? column : best),
    new Float64Array(0),
  );
  if (columns.every((column) => column === longest || within(column, longest))) return longest;
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i += 1) {
    if (i > 0 && all[i] === all[kept - 1]) continue;
    all[kept] = all[i] ?? 0;
    kept += 1;
  }
  return all.subarray(0, kept);
}

function within(column: Float64Array, all: Float64Array): boolean {
  let at = 0;
  for (const t of column) {
    while (at < all.length && (all[at] ?? 0) < t) at += 1;
    if (all[at] !== t) return false;
  }
  return true;
}
