import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Palette } from './palette';
import { plotInset } from './plot-inset';
import type { TimeWindow } from './time-view';
import { tr } from '../../strings/translate';

use([GridComponent, CanvasRenderer]);

/** Grid lines and labels of a time axis, to be stretched over a plot of any height. */
export interface TimePicture {
  readonly canvas: HTMLCanvasElement;
  /** Rows above this one hold nothing but grid lines, px. */
  readonly plotPx: number;
}

/** The time axis of all panels of a page. */
export interface TimeAxes {
  picture(width: number, window: TimeWindow, palette: Palette): TimePicture | null;
  dispose(): void;
}

interface Drawn {
  readonly chart: EChartsType;
  readonly box: HTMLElement;
  width: number;
  window: TimeWindow | null;
  palette: Palette | null;
  usedAt: number;
}

/** Grid lines are the same in every row: so much of them is enough. */
const plotPx = 4;
/** Widths of panels on a page that are kept; more of them are drawn anew with every turn. */
const mostWidths = 12;

/**
 * Every zoom and every step of the clock changes the time axis, and it is the same one in all panels of a width: it is
 * drawn by ECharts once and copied into each of them.
 */
export function createTimeAxes(page: Document): TimeAxes {
  const kept: Drawn[] = [];
  let turn = 0;
  const height = plotPx + plotInset.bottom;

  const begin = (width: number): Drawn => {
    const oldest = kept.length < mostWidths ? undefined : kept.toSorted((a, b) => a.usedAt - b.usedAt)[0];
    if (oldest) {
      oldest.chart.resize({ width, height, silent: true });
      return Object.assign(oldest, { width, palette: null });
    }
    const box = page.createElement('div');
    const devicePixelRatio = page.defaultView?.devicePixelRatio ?? 1;
    const chart = init(box, null, { renderer: 'canvas', width, height, devicePixelRatio });
    const made = { chart, box, width, window: null, palette: null, usedAt: 0 };
    kept.push(made);
    return made;
  };

  return {
    picture: (width, window, palette) => {
      const drawn = kept.find((one) => one.width === width) ?? begin(width);
      drawn.usedAt = turn += 1;
      const ends = { min: window.from, max: window.to };
      if (drawn.palette !== palette)
        drawn.chart.setOption(wholeOption(ends, palette, width), { silent: true });
      else if (drawn.window?.from !== window.from || drawn.window.to !== window.to)
        drawn.chart.setOption({ xAxis: ends }, { silent: true });
      drawn.palette = palette;
      drawn.window = window;
      drawn.chart.getZr().flush();
      const canvas = drawn.box.querySelector('canvas');
      return canvas && { canvas, plotPx };
    },
    dispose: () => {
      for (const { chart } of kept.splice(0)) chart.dispose();
    },
  };
}

function wholeOption(ends: { min: number; max: number }, palette: Palette, width: number) {
  const text = { color: palette.dim, fontFamily: palette.font, fontSize: 10.5 };
  return {
    animation: false,
    grid: { ...plotInset, top: 0, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time',
      splitNumber: Math.max(2, Math.floor(width / 110)),
      axisLine: { lineStyle: { color: palette.line }, onZero: false },
      axisTick: { show: true, length: 3, lineStyle: { color: palette.line } },
      axisLabel: { ...text, margin: 5, hideOverlap: true, formatter: timeLabels },
      splitLine: { show: true, lineStyle: { color: palette.grid, width: 1 } },
      ...ends,
    },
    yAxis: { type: 'value', show: false, min: 0, max: 1 },
  };
}

const timeLabels = {
  year: tr('{yyyy}'),
  month: tr('{MMM} {d}'),
  day: tr('{MMM} {d}'),
  hour: tr('{HH}:{mm}'),
  minute: tr('{HH}:{mm}'),
  second: tr('{HH}:{mm}:{ss}'),
  millisecond: tr('{HH}:{mm}:{ss}'),
  none: tr('{HH}:{mm}'),
};
