import { type AxisPair, type AxisRange, positionOn, tickDecimals } from './nice-axis';
import type { Palette } from './palette';
import { plotInset } from './plot-inset';

/** The value axes of one panel. */
export interface ValueAxes {
  /** The axes with their grid lines as a picture; drawn anew only when they differ from the last ones. */
  picture(axes: AxisPair, palette: Palette): HTMLCanvasElement;
  resize(width: number, height: number): void;
}

const labelGapPx = 6;

/**
 * Value axes, labels and grid lines, drawn beside the page and copied under the traces: they change rarely, and every
 * canvas in the page costs time in every frame. When a zoom changes them in every panel of a page, a chart's model of
 * them would take longer than all the rest (decision 024).
 */
export function createValueAxes(page: Document, width: number, height: number): ValueAxes {
  const canvas = page.createElement('canvas');
  const context = canvas.getContext('2d');
  const pixelRatio = page.defaultView?.devicePixelRatio ?? 1;
  let size = { width, height };
  let shown: AxisPair | null = null;
  let shownPalette: Palette | null = null;

  const draw = (axes: AxisPair, palette: Palette): void => {
    canvas.width = Math.round(size.width * pixelRatio);
    canvas.height = Math.round(size.height * pixelRatio);
    if (!context) return;
    context.scale(pixelRatio, pixelRatio);
    const plot = { ...size, height: size.height - plotInset.top - plotInset.bottom };
    drawGrid(context, axes.left, plot, palette);
    context.font = `10.5px ${palette.font}`;
    context.textBaseline = 'middle';
    context.fillStyle = palette.dim;
    context.textAlign = 'right';
    drawLabels(context, axes.left, plotInset.left - labelGapPx, plot.height);
    context.textAlign = 'left';
    if (axes.right) drawLabels(context, axes.right, size.width - plotInset.right + labelGapPx, plot.height);
  };

  return {
    picture: (axes, palette) => {
      const same = shown && sameRange(shown.left, axes.left) && sameRange(shown.right, axes.right);
      if (!same || palette !== shownPalette) draw(axes, palette);
      shown = axes;
      shownPalette = palette;
      return canvas;
    },
    resize: (nextWidth, nextHeight) => {
      size = { width: nextWidth, height: nextHeight };
      shown = null;
    },
  };
}

function sameRange(a: AxisRange | null, b: AxisRange | null): boolean {
  return a?.min === b?.min && a?.max === b?.max && a?.step === b?.step && a?.log === b?.log;
}

/** Values of the labels of an axis, from below. */
function ticksOf({ min, max, step, log }: AxisRange): number[] {
  const count = Math.round((max - min) / step);
  return Array.from({ length: count + 1 }, (_, n) => {
    const at = min + n * step;
    return log ? 10 ** at : at;
  });
}

const yOn = (axis: AxisRange, value: number, height: number): number =>
  plotInset.top + height * (1 - positionOn(axis, value));

function drawGrid(
  context: CanvasRenderingContext2D,
  axis: AxisRange,
  { width, height }: { readonly width: number; readonly height: number },
  palette: Palette,
): void {
  context.beginPath();
  for (const value of ticksOf(axis)) {
    const y = Math.round(yOn(axis, value, height)) + 0.5;
    context.moveTo(plotInset.left, y);
    context.lineTo(width - plotInset.right, y);
  }
  context.strokeStyle = palette.grid;
  context.lineWidth = 1;
  context.stroke();
}

function drawLabels(context: CanvasRenderingContext2D, axis: AxisRange, x: number, height: number): void {
  const decimals = tickDecimals(axis.step);
  for (const value of ticksOf(axis)) {
    const words = axis.log ? String(Number(value.toPrecision(3))) : value.toFixed(decimals).replace('-', '−');
    context.fillText(words, x, yOn(axis, value, height));
  }
}
