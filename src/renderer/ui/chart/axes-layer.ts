import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type AxisRange, tickDecimals } from './nice-axis';
import type { Palette } from './palette';
import type { TimeWindow } from './time-view';

use([GridComponent, CanvasRenderer]);

/** Room around the plot, px: the same in every panel, so that panels below each other line up in time. */
export const plotInset = { left: 46, right: 46, top: 16, bottom: 19 } as const;

export interface Axes {
  readonly window: TimeWindow;
  readonly left: AxisRange;
  readonly right: AxisRange | null;
}

export interface AxesLayer {
  /** The axes as a picture; drawn anew only when they differ from the last ones. */
  picture(axes: Axes, palette: Palette): HTMLCanvasElement | null;
  resize(width: number, height: number): void;
  dispose(): void;
}

/**
 * Axes, ticks and grid lines by ECharts, drawn beside the page and copied under the traces: handing every point to a
 * chart's model again costs more than drawing it, while axes change rarely; and every canvas in the page costs time in
 * every frame, even a frame that only changed a number.
 */
export function createAxesLayer(page: Document, width: number, height: number): AxesLayer {
  const box = page.createElement('div');
  const devicePixelRatio = page.defaultView?.devicePixelRatio ?? 1;
  const chart = init(box, null, { renderer: 'canvas', width, height, devicePixelRatio });
  let shown: Axes | null = null;
  let shownPalette: Palette | null = null;
  let widthPx = width;

  return {
    picture: (axes, palette) => {
      const first = palette !== shownPalette;
      if (first || !shown || !sameAxes(shown, axes)) {
        chart.setOption(first ? wholeOption(axes, palette, widthPx) : changedOption(axes), { silent: true });
        chart.getZr().flush();
        shown = axes;
        shownPalette = palette;
      }
      return box.querySelector('canvas');
    },
    resize: (nextWidth, nextHeight) => {
      widthPx = nextWidth;
      shownPalette = null;
      chart.resize({ width: nextWidth, height: nextHeight, silent: true });
    },
    dispose: () => chart.dispose(),
  };
}

function sameAxes(a: Axes, b: Axes): boolean {
  return (
    a.window.from === b.window.from &&
    a.window.to === b.window.to &&
    sameRange(a.left, b.left) &&
    sameRange(a.right, b.right)
  );
}

function sameRange(a: AxisRange | null, b: AxisRange | null): boolean {
  return a?.min === b?.min && a?.max === b?.max && a?.step === b?.step && a?.log === b?.log;
}

function wholeOption(axes: Axes, palette: Palette, widthPx: number) {
  const text = { color: palette.dim, fontFamily: palette.font, fontSize: 10.5 };
  const value = {
    type: 'value',
    axisLine: { show: false },
    axisTick: { show: false },
  };
  const label = { ...text, margin: 6 };
  const { yAxis, xAxis } = changedOption(axes);
  return {
    animation: false,
    grid: { ...plotInset, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time',
      splitNumber: Math.max(2, Math.floor(widthPx / 110)),
      axisLine: { lineStyle: { color: palette.line }, onZero: false },
      axisTick: { show: true, length: 3, lineStyle: { color: palette.line } },
      axisLabel: { ...text, margin: 5, hideOverlap: true, formatter: timeLabels },
      splitLine: { show: true, lineStyle: { color: palette.grid, width: 1 } },
      ...xAxis,
    },
    yAxis: [
      {
        ...value,
        position: 'left',
        splitLine: { lineStyle: { color: palette.grid } },
        ...yAxis[0],
        axisLabel: { ...label, ...yAxis[0].axisLabel },
      },
      {
        ...value,
        position: 'right',
        splitLine: { show: false },
        ...yAxis[1],
        axisLabel: { ...label, ...yAxis[1].axisLabel },
      },
    ],
  };
}

const timeLabels = {
  year: '{yyyy}',
  month: '{MMM} {d}',
  day: '{MMM} {d}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
  millisecond: '{HH}:{mm}:{ss}',
  none: '{HH}:{mm}',
};

function changedOption({ window, left, right }: Axes) {
  return {
    xAxis: { min: window.from, max: window.to },
    yAxis: [
      axisOption(left, true),
      axisOption(right ?? { min: 0, max: 1, step: 1 }, right !== null),
    ] as const,
  };
}

function axisOption({ min, max, step, log }: AxisRange, show: boolean) {
  const decimals = tickDecimals(step);
  const label = (value: number): string =>
    log ? String(Number((10 ** value).toPrecision(3))) : value.toFixed(decimals).replace('-', '−');
  return {
    show,
    min,
    max,
    interval: step,
    axisLabel: { formatter: label },
  };
}
