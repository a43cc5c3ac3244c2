import type { PixelTrace } from './reduce-to-pixels';

/** Heights of less are no event, px. */
const leastPx = 6;
/** What stands beside a peak is lower by this factor. */
const towering = 4;

/**
 * Entries that tower over what is on either side of them, or stand alone: a spike of one sample in a quiet month, or in
 * a record so short that it is one pixel. A pulsing pump has none, for its neighbours are as tall.
 */
export function peaksOf(
  { low, high, length, hole }: PixelTrace,
  y: (value: number) => number,
): readonly number[] {
  const heightOf = (at: number): number => y(low[at] ?? 0) - y(high[at] ?? 0);
  const peaks: number[] = [];
  for (let at = 0; at < length; at += 1) {
    const height = heightOf(at);
    if (height < 1) continue;
    const left = hole[at] === 1 ? 0 : heightOf(at - 1);
    const right = at + 1 >= length || hole[at + 1] === 1 ? 0 : heightOf(at + 1);
    const alone = hole[at] === 1 && (at + 1 >= length || hole[at + 1] === 1);
    if (alone || (height >= leastPx && height >= towering * Math.max(left, right))) peaks.push(at);
  }
  return peaks;
}

/** Draws them as firm columns: the light edges of the envelope alone are easily missed where they are a pixel apart. */
export function drawPeaks(
  context: CanvasRenderingContext2D,
  pixels: PixelTrace,
  y: (value: number) => number,
  colour: string,
): void {
  const peaks = peaksOf(pixels, y);
  if (peaks.length === 0) return;
  context.beginPath();
  for (const at of peaks) {
    const x = Math.floor(pixels.x[at] ?? 0) + 0.5;
    context.moveTo(x, y(pixels.low[at] ?? 0));
    context.lineTo(x, y(pixels.high[at] ?? 0));
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}
