import { niceAxes, tickDecimals } from '../chart/nice-axis';
import type { FigureAxis, FigureMark, FigureSpec } from './figure-spec';

/** Where values are on an axis, and where its ticks are. */
export interface FigureScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly at: number; readonly words: string }[];
  readonly low: number;
  readonly high: number;
}

/** All numbers that the marks put on an axis. */
export function valuesOn(axis: 'x' | 'y', marks: readonly FigureMark[]): number[] {
  return marks.flatMap((mark): number[] => {
    switch (mark.kind) {
      case 'points':
        return mark.points.map((point) => point[axis]);
      case 'line':
        return mark.points.flatMap((point) => {
          const value = point[axis];
          return value === null ? [] : [value];
        });
      case 'band':
        return mark.points.flatMap(({ x, low, high }) =>
          axis === 'x' ? [x] : [low, high].filter((end) => end !== null),
        );
      case 'spans':
        return mark.along === axis
          ? mark.spans.flatMap(({ low, high, at }) => [low, high, ...(at === null ? [] : [at])])
          : [];
      case 'bars':
        return axis === 'x' ? [0, ...mark.bars.map(({ length }) => length)] : [];
      case 'guide':
        return mark.axis === axis ? [mark.at] : [];
    }
    return [];
  });
}

/**
 * Places values of an axis between two pixels.
 * @param from pixel of its low end
 * @param to pixel of its high end
 */
export function figureScale(
  axis: FigureAxis,
  values: readonly number[],
  from: number,
  to: number,
): FigureScale {
  if (axis.kind === 'names') return namesScale(axis.names, from, to);
  const known = [...values, ...(axis.include ?? [])].filter((value) => Number.isFinite(value));
  return axis.kind === 'log' ? logScale(known, from, to) : linearScale(known, from, to);
}

/** Scales of both axes of a spec in a frame of pixels. */
export function figureScales(
  spec: FigureSpec,
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): { readonly x: FigureScale; readonly y: FigureScale } {
  const [xs, ys] = [valuesOn('x', spec.marks), valuesOn('y', spec.marks)];
  const both = [...xs, ...ys];
  return {
    x: figureScale(spec.x, spec.square ? both : xs, frame.left, frame.right),
    y: figureScale(spec.y, spec.square ? both : ys, frame.bottom, frame.top),
  };
}

function namesScale(names: readonly string[], from: number, to: number): FigureScale {
  const at = (value: number): number => from + ((value + 0.5) / Math.max(1, names.length)) * (to - from);
  return {
    at,
    low: -0.5,
    high: names.length - 0.5,
    ticks: names.map((words, place) => ({ at: at(place), words })),
  };
}

function extent(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function linearScale(values: readonly number[], from: number, to: number): FigureScale {
  const [low, high] = extent(values);
  const minSpan = low <= high ? Math.max(1e-9, high - low, Math.abs(high) * 1e-6) : 1;
  const counts = Math.abs(to - from) < 240 ? [3, 4] : [4, 5, 6];
  const { left } = niceAxes({ low, high, rule: { minSpan } }, null, counts, null);
  const at = (value: number): number => from + ((value - left.min) / (left.max - left.min)) * (to - from);
  const decimals = tickDecimals(left.step);
  const ticks = Array.from({ length: Math.round((left.max - left.min) / left.step) + 1 }, (_, i) => {
    const value = left.min + i * left.step;
    return { at: at(value), words: tickWords(value, decimals) };
  });
  return { at, ticks, low: left.min, high: left.max };
}

function tickWords(value: number, decimals: number): string {
  const text = Math.abs(value) >= 1e5 ? value.toExponential(1) : value.toFixed(decimals);
  return Number(text) === 0 ? '0' : text.replace('-', '−');
}

/** Ticks at 1, 2 and 5 of each decade, at 1 alone over many. */
function logScale(values: readonly number[], from: number, to: number): FigureScale {
  const positive = values.filter((value) => value > 0);
  const [least, most] = positive.length > 0 ? extent(positive) : [1, 10];
  const [low, high] = [least / 1.06, Math.max(most * 1.06, least * 1.5)];
  const span = Math.log(high / low);
  const at = (value: number): number =>
    from + (Math.log(Math.max(value, low / 10) / low) / span) * (to - from);
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const steps = last - first > 4 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((decade) => steps.map((step) => step * 10 ** decade))
    .filter((value) => value >= low && value <= high)
    .map((value) => ({ at: at(value), words: String(Number(value.toPrecision(3))) }));
  return { at, ticks, low, high };
}
