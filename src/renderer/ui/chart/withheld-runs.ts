import type { PixelTrace } from './reduce-to-pixels';

/**
 * Stretches, as [from, to] in px, in which a trace was doubted and left without a number although its witness has one: its
 * signal was too small. Where the witness is missing too, something else is wrong.
 */
export function withheldRuns(own: PixelTrace, witness: PixelTrace): [number, number][] {
  const runs: [number, number][] = [];
  let at = 0;
  let open: [number, number] | null = null;
  for (let index = 0; index < witness.length; index += 1) {
    const x = witness.x[index] ?? 0;
    const pixel = Math.floor(x);
    while (at < own.length && Math.floor(own.x[at] ?? 0) < pixel) at += 1;
    const there = at < own.length && Math.floor(own.x[at] ?? 0) === pixel;
    if (there || own.doubt[pixel] !== 1) {
      open = null;
      continue;
    }
    if (open && witness.hole[index] === 0) open[1] = x;
    else {
      open = [x, x];
      runs.push(open);
    }
  }
  return runs;
}
