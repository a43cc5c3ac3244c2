import { drawHoles } from './draw-holes';
import { drawPeaks } from './draw-peaks';
import type { DrawnHole } from './hole-spans';
import { type DrawnOverlay, drawBehind, drawInFront } from './draw-overlay';
import { type AxisRange, positionOn } from './nice-axis';
import type { Palette } from './palette';
import { plotInset } from './plot-inset';
import type { PixelTrace } from './reduce-to-pixels';
import type { TimePicture } from './time-axes';

/** One trace ready to be drawn; `gain` and `offset` bring its values to the axis' unit. */
export interface DrawnTrace {
  readonly pixels: PixelTrace;
  readonly axis: AxisRange;
  readonly gain: number;
  readonly offset: number;
  readonly colour: string;
  readonly dashed: boolean;
  /** Where numbers were withheld, and the words for it. */
  readonly withheld?: {
    readonly words: string;
    readonly runs: readonly (readonly [number, number])[];
  } | null;
}

/** An interval around a trace, e.g. of a prediction. */
export interface DrawnBand {
  readonly low: DrawnTrace;
  readonly high: DrawnTrace;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly palette: Palette;
  /** Picture of the value axes, as large as the plot. */
  readonly axes: CanvasImageSource | null;
  readonly timeAxis: TimePicture | null;
  /** Distance of "now" from the left edge, px; null outside of the window. */
  readonly nowX: number | null;
  readonly bands: readonly DrawnBand[];
  readonly traces: readonly DrawnTrace[];
  readonly holes: readonly DrawnHole[];
  readonly overlay?: DrawnOverlay;
}

/** Draws the traces of one panel over its axes. */
export function drawPlot(context: CanvasRenderingContext2D, plot: Plot): void {
  const inner = {
    width: plot.width - plotInset.left - plotInset.right,
    height: plot.height - plotInset.top - plotInset.bottom,
  };
  context.setTransform(plot.pixelRatio, 0, 0, plot.pixelRatio, 0, 0);
  context.clearRect(0, 0, plot.width, plot.height);
  if (inner.width <= 0 || inner.height <= 0) return;
  drawAxes(context, plot, inner.height);
  context.save();
  context.translate(plotInset.left, plotInset.top);
  context.beginPath();
  context.rect(0, -1, inner.width, inner.height + 4);
  context.clip();
  context.lineJoin = 'round';
  drawDoubt(context, plot, inner);
  drawHoles(context, {
    ...plot.palette,
    holes: plot.holes,
    colours: plot.palette.holes,
    height: inner.height,
  });
  if (plot.overlay) drawBehind(context, plot.overlay, inner, plot.palette);
  for (const ghost of plot.overlay?.ghosts ?? []) drawGhost(context, ghost, inner.height);
  for (const band of plot.bands) drawBand(context, band, inner.height);
  for (const trace of plot.traces) drawEnvelope(context, trace, inner.height);
  for (const trace of plot.traces) drawPeaks(context, trace.pixels, yOf(trace, inner.height), trace.colour);
  for (const trace of plot.traces) drawMean(context, trace, inner.height);
  drawWithheld(context, plot);
  if (plot.overlay) drawInFront(context, plot.overlay, inner, plot.palette);
  drawNow(context, plot, inner.height);
  context.restore();
}

/** The time axis as wide as the plot: one row of its grid lines stretched over the height, its labels below. */
function drawAxes(
  context: CanvasRenderingContext2D,
  { axes, timeAxis, width, height, pixelRatio }: Plot,
  innerHeight: number,
): void {
  if (timeAxis) {
    const { canvas, plotPx } = timeAxis;
    const row = Math.floor((plotPx - 1) * pixelRatio);
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, canvas.width, 1, 0, plotInset.top, width, innerHeight);
    const labels = canvas.height - row;
    const top = plotInset.top + innerHeight - 1;
    context.drawImage(canvas, 0, row, canvas.width, labels, 0, top, width, labels / pixelRatio);
  }
  if (axes) context.drawImage(axes, 0, 0, width, height);
}

function yOf({ axis, gain, offset }: DrawnTrace, height: number): (value: number) => number {
  if (axis.log) return (value) => height - positionOn(axis, value * gain + offset) * height;
  const scale = height / (axis.max - axis.min);
  return (value) => height - (value * gain + offset - axis.min) * scale;
}

/** Hatching where some trace is not good, and a bar in the colour of the trace it is about. */
function drawDoubt(
  context: CanvasRenderingContext2D,
  { traces, palette }: Plot,
  inner: { width: number; height: number },
): void {
  traces.forEach((trace, row) => {
    const barY = inner.height - 4 * (row + 1);
    for (const [from, to] of runsOf(trace.pixels.doubt, Math.floor(inner.width))) {
      context.save();
      context.beginPath();
      context.rect(from, 0, to - from, inner.height);
      context.clip();
      context.beginPath();
      for (let x = Math.floor((from - inner.height) / 7) * 7; x < to; x += 7) {
        context.moveTo(x, inner.height);
        context.lineTo(x + inner.height, 0);
      }
      context.globalAlpha = 0.13;
      context.lineWidth = 1;
      context.strokeStyle = palette.ink;
      context.stroke();
      context.globalAlpha = 0.9;
      context.fillStyle = trace.colour;
      context.fillRect(from, barY, to - from, 3);
      context.restore();
    }
  });
}

/** Says at the top of the hatching why there is no line, where there is room for words. */
function drawWithheld(context: CanvasRenderingContext2D, { traces, palette }: Plot): void {
  if (!traces.some(({ withheld }) => withheld && withheld.runs.length > 0)) return;
  context.font = `10px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { withheld, colour } of traces) {
    if (!withheld) continue;
    const width = context.measureText(withheld.words).width + 10;
    for (const [from, to] of withheld.runs) {
      if (to - from < width) continue;
      context.fillStyle = colour;
      context.fillText(withheld.words, (from + to) / 2, 9);
    }
  }
}

/** Stretches of ones, as [from, to) in px. */
export function runsOf(flags: Uint8Array, length: number): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (let index = 0; index <= length; index += 1) {
    const set = index < length && flags[index] === 1;
    if (set && start < 0) start = index;
    if (!set && start >= 0) {
      runs.push([start, index]);
      start = -1;
    }
  }
  return runs;
}

function drawBand(context: CanvasRenderingContext2D, { low, high }: DrawnBand, height: number): void {
  const lowY = yOf(low, height);
  const highY = yOf(high, height);
  const points = Math.min(low.pixels.length, high.pixels.length);
  let start = 0;
  context.fillStyle = high.colour;
  context.globalAlpha = 0.2;
  for (let index = 1; index <= points; index += 1) {
    if (index < points && low.pixels.hole[index] === 0 && high.pixels.hole[index] === 0) continue;
    context.beginPath();
    for (let i = start; i < index; i += 1)
      context.lineTo(high.pixels.x[i] ?? 0, highY(high.pixels.mean[i] ?? 0));
    for (let i = index - 1; i >= start; i -= 1)
      context.lineTo(low.pixels.x[i] ?? 0, lowY(low.pixels.mean[i] ?? 0));
    context.fill();
    start = index;
  }
  context.globalAlpha = 1;
}

/**
 * Everything between the lowest and the highest sample of each pixel: lightly filled, with firm edges, so that a spike of
 * one sample stands out and a pulsing pump does not hide the rest.
 */
function drawEnvelope(context: CanvasRenderingContext2D, trace: DrawnTrace, height: number): void {
  const y = yOf(trace, height);
  const spreading = unbrokenRuns(trace.pixels).filter((run) => spreads(trace.pixels, run, y));
  if (spreading.length === 0) return;
  context.beginPath();
  for (const run of spreading) addArea(context, trace.pixels, run, y);
  context.globalAlpha = 0.2;
  context.fillStyle = trace.colour;
  context.fill();
  context.beginPath();
  for (const run of spreading) {
    addLine(context, trace.pixels.x, trace.pixels.high, run, y);
    addLine(context, trace.pixels.x, trace.pixels.low, run, y);
  }
  context.globalAlpha = 0.5;
  context.strokeStyle = trace.colour;
  context.lineWidth = 0.8;
  context.stroke();
  context.globalAlpha = 1;
}

/** Entries from the first to before the second index, without a hole between them. */
export type Run = readonly [number, number];

export function unbrokenRuns({ length, hole }: PixelTrace): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (let index = 1; index <= length; index += 1) {
    if (index < length && hole[index] === 0) continue;
    runs.push([start, index]);
    start = index;
  }
  return runs;
}

/** True where the envelope is at least a pixel high somewhere. */
function spreads({ low, high }: PixelTrace, [from, to]: Run, y: (value: number) => number): boolean {
  for (let index = from; index < to; index += 1)
    if (y(low[index] ?? 0) - y(high[index] ?? 0) >= 1) return true;
  return false;
}

function addLine(
  context: CanvasRenderingContext2D,
  x: Float32Array,
  values: Float64Array,
  [from, to]: Run,
  y: (value: number) => number,
): void {
  context.moveTo(x[from] ?? 0, y(values[from] ?? 0));
  for (let index = from + 1; index < to; index += 1) context.lineTo(x[index] ?? 0, y(values[index] ?? 0));
}

function addArea(
  context: CanvasRenderingContext2D,
  { x, low, high }: PixelTrace,
  run: Run,
  y: (value: number) => number,
): void {
  addLine(context, x, high, run, y);
  for (let index = run[1] - 1; index >= run[0]; index -= 1) context.lineTo(x[index] ?? 0, y(low[index] ?? 0));
  context.closePath();
}

function drawMean(context: CanvasRenderingContext2D, trace: DrawnTrace, height: number): void {
  const { pixels } = trace;
  const y = yOf(trace, height);
  context.beginPath();
  for (let index = 0; index < pixels.length; index += 1) {
    const x = pixels.x[index] ?? 0;
    const at = y(pixels.mean[index] ?? 0);
    const alone = pixels.hole[index] === 1 && (index + 1 >= pixels.length || pixels.hole[index + 1] === 1);
    if (alone) context.rect(x - 0.75, at - 0.75, 1.5, 1.5);
    else if (pixels.hole[index] === 1) context.moveTo(x, at);
    else context.lineTo(x, at);
  }
  context.strokeStyle = trace.colour;
  context.lineWidth = 1.4;
  context.setLineDash(trace.dashed ? [5, 3] : []);
  context.stroke();
  context.setLineDash([]);
}

/** What was at another time: paler, and never to be taken for what is. */
function drawGhost(context: CanvasRenderingContext2D, trace: DrawnTrace, height: number): void {
  context.globalAlpha = 0.42;
  drawMean(context, { ...trace, dashed: false }, height);
  context.globalAlpha = 1;
}

function drawNow(context: CanvasRenderingContext2D, { nowX, palette }: Plot, height: number): void {
  if (nowX === null) return;
  const x = Math.round(nowX) + 0.5;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.strokeStyle = palette.dim;
  context.globalAlpha = 0.55;
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}
