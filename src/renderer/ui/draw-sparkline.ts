import { runsOf, spanOf, usualStepMs } from './spark-scale';
import type { SparkColumns, SparkSpan } from './spark-scale';

export interface SparkTrace {
  readonly columns: SparkColumns;
  /** CSS variable of the line's colour. */
  readonly color: string;
  /** The line that matters among several. */
  readonly strong?: boolean;
  /** Lower and upper end of an interval drawn behind the line. */
  readonly band?: { readonly low: SparkColumns; readonly high: SparkColumns };
  /** Newest live value: the dot at the right end. */
  readonly newest?: { readonly t: number; readonly value: number };
}

export interface SparkPicture {
  readonly from: number;
  readonly to: number;
  readonly traces: readonly SparkTrace[];
  /** The value axis never spans less than this. */
  readonly leastSpan: number;
  readonly floor: number | null;
  readonly decimals: number;
}

interface Pen {
  readonly ctx: CanvasRenderingContext2D;
  readonly x: (t: number) => number;
  readonly y: (value: number) => number;
  readonly color: (name: string) => string;
  readonly width: number;
  readonly height: number;
}

/** Room at the right for the two figures of the scale, CSS px. */
const scaleRoom = 34;
const inset = 4;
/** A chart this high has room for a line of times below it. */
const heightWithTimes = 120;

/** Draws the picture into the canvas at the screen's own resolution. A canvas without size is left alone. */
export function drawSparkline(canvas: HTMLCanvasElement, picture: SparkPicture): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ctx = canvas.getContext('2d');
  if (!ctx || width < 20 || height < 10) return;
  fit(canvas, ctx, width, height);
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(name);
  const span = spanOf(allColumns(picture), picture.from, picture.leastSpan, picture.floor);
  const plotWidth = width - scaleRoom;
  const plotHeight = height < heightWithTimes ? height : height - 15;
  drawHalfHours(ctx, picture, plotWidth, plotHeight, color('--bt-grid'));
  if (plotHeight < height) drawTimes(ctx, picture, plotWidth, height, color('--bt-ink-3'));
  if (!span) return;
  const pen: Pen = {
    ctx,
    color,
    width: plotWidth,
    height: plotHeight,
    x: (t) => ((t - picture.from) / (picture.to - picture.from)) * plotWidth,
    y: (value) =>
      plotHeight - inset - ((value - span.low) / (span.high - span.low)) * (plotHeight - 2 * inset),
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, plotWidth + 3, plotHeight);
  ctx.clip();
  for (const trace of picture.traces) drawTrace(pen, trace);
  ctx.restore();
  drawScale(pen, span, picture.decimals);
}

function fit(canvas: HTMLCanvasElement, ctx: CanvasRenderingContext2D, width: number, height: number): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  ctx.scale(ratio, ratio);
}

const allColumns = (picture: SparkPicture): SparkColumns[] =>
  picture.traces.flatMap(({ columns, band }) => (band ? [columns, band.low, band.high] : [columns]));

/** Hairlines at every half hour back from now. */
function drawHalfHours(
  ctx: CanvasRenderingContext2D,
  picture: SparkPicture,
  width: number,
  height: number,
  color: string,
): void {
  ctx.fillStyle = color;
  const halfHours = (picture.to - picture.from) / 1_800_000;
  for (let index = 0; index <= halfHours; index += 1) {
    ctx.fillRect(Math.round(width - (index / halfHours) * width), 0, 1, height);
  }
}

const font = "10px 'Inter Variable', system-ui, sans-serif";

/** `−2 h`, `−1 h` and `now` below the chart. */
function drawTimes(
  ctx: CanvasRenderingContext2D,
  picture: SparkPicture,
  width: number,
  height: number,
  color: string,
): void {
  ctx.fillStyle = color;
  ctx.font = font;
  const hours = (picture.to - picture.from) / 3_600_000;
  for (let hour = 0; hour <= hours; hour += 1) {
    ctx.textAlign = hour === 0 ? 'right' : hour === hours ? 'left' : 'center';
    ctx.fillText(hour === 0 ? 'now' : `−${hour} h`, width - (hour / hours) * width, height - 2);
  }
  ctx.textAlign = 'left';
}

function drawTrace(pen: Pen, trace: SparkTrace): void {
  const { ctx } = pen;
  if (trace.band) drawBand(pen, trace.band);
  const color = pen.color(trace.color);
  const { t, mean } = trace.columns;
  const holeMs = Math.max(usualStepMs(t) * 3.5, 3500);
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineJoin = 'round';
  drawExtremes(pen, trace.columns);
  ctx.lineWidth = trace.strong === true ? 1.9 : 1.1;
  for (const [start, end] of runsOf(t, mean, holeMs)) {
    ctx.beginPath();
    for (let index = start; index < end; index += 1) {
      ctx.lineTo(pen.x(t[index] ?? 0), pen.y(mean[index] ?? 0));
    }
    if (end - start > 1) ctx.stroke();
    else ctx.fillRect(pen.x(t[start] ?? 0) - 0.75, pen.y(mean[start] ?? 0) - 0.75, 1.5, 1.5);
  }
  if (trace.newest) dot(pen, trace.newest, color);
}

/** From least to most of every cell, so that no spike hides behind a mean. */
function drawExtremes(pen: Pen, { t, min, max }: SparkColumns): void {
  const { ctx } = pen;
  ctx.globalAlpha = 0.3;
  for (let index = 0; index < t.length; index += 1) {
    const top = pen.y(max[index] ?? Number.NaN);
    const bottom = pen.y(min[index] ?? Number.NaN);
    if (bottom - top > 1) ctx.fillRect(pen.x(t[index] ?? 0) - 0.5, top, 1, bottom - top);
  }
  ctx.globalAlpha = 1;
}

function drawBand(pen: Pen, { low, high }: { low: SparkColumns; high: SparkColumns }): void {
  const { ctx } = pen;
  ctx.fillStyle = pen.color('--bt-band');
  const points = Math.min(low.t.length, high.t.length);
  const holeMs = Math.max(usualStepMs(low.t) * 3.5, 3500);
  for (const [start, end] of runsOf(low.t, low.mean, holeMs)) {
    ctx.beginPath();
    for (let i = start; i < Math.min(end, points); i += 1)
      ctx.lineTo(pen.x(high.t[i] ?? 0), pen.y(high.mean[i] ?? 0));
    for (let i = Math.min(end, points) - 1; i >= start; i -= 1)
      ctx.lineTo(pen.x(low.t[i] ?? 0), pen.y(low.mean[i] ?? 0));
    ctx.fill();
  }
}

function dot(pen: Pen, newest: { t: number; value: number }, color: string): void {
  const { ctx } = pen;
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.arc(Math.min(pen.x(newest.t), pen.width), pen.y(newest.value), 2.4, 0, 2 * Math.PI);
  ctx.fill();
}

/** The scale's two ends in figures: a small chart must not leave its range to be guessed. */
function drawScale(pen: Pen, span: SparkSpan, decimals: number): void {
  const { ctx } = pen;
  ctx.fillStyle = pen.color('--bt-ink-3');
  ctx.font = font;
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(span.high.toFixed(decimals), pen.width + 6, 9);
  ctx.fillText(span.low.toFixed(decimals), pen.width + 6, pen.height - 1);
}
