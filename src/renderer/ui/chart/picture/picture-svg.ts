import { holeCauseOf } from '../../../../shared/model/hole';
import { peaksOf } from '../draw-peaks';
import { type DrawnTrace, runsOf, unbrokenRuns } from '../draw-traces';
import type { DrawnHole } from '../hole-spans';
import { causesAmong } from '../hole-spans';
import { type AxisRange, tickDecimals } from '../nice-axis';
import type { Palette } from '../palette';
import type { PicturePlot } from './picture-plot';
import { timeTicks } from './time-ticks';
import { tr } from '../../../strings/translate';

/** What a picture says beside its lines. */
export interface PictureWords {
  readonly title: string;
  /** What a drawn point stands for. */
  readonly level: string;
  /** The window in words, with the zone of its times. */
  readonly window: string;
  readonly leftUnit: string;
  readonly rightUnit: string;
  readonly legend: readonly { readonly words: string; readonly colour: string; readonly dashed: boolean }[];
  /** What is behind the lines is a simulator. */
  readonly simulated: boolean;
  /** Points left of each line by LTTB; null where nothing was left out. */
  readonly thinnedTo: number | null;
  /** Minutes the clock of the axis is ahead of UTC. */
  readonly eastMinutes: number;
}

export const pictureSize = { width: 1400, height: 620 } as const;
export const plotBox = { left: 70, top: 92, width: pictureSize.width - 140, height: 430 } as const;
const { left: x0, top: y0, width, height } = plotBox;

const n = (value: number): string => (Math.round(value * 100) / 100).toString();
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface Look {
  readonly size?: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
}

function text(
  x: number,
  y: number,
  words: string,
  { size = 13, fill, anchor = 'start', bold }: Look,
): string {
  const weight = bold ? ' font-weight="650"' : '';
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}>${escaped(words)}</text>`;
}

/** The panel as a drawing that stands for itself: title, axes with units, legend, level, holes, and what is simulated. */
export function pictureSvg(plot: PicturePlot, words: PictureWords, palette: Palette): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSize.width}" height="${pictureSize.height}" viewBox="0 0 ${pictureSize.width} ${pictureSize.height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title>${escaped(words.title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.ground}"/>`,
    patterns(plot, palette),
    head(words, palette),
    axes(plot, words, palette),
    `<g transform="translate(${x0} ${y0})" clip-path="url(#plot)">`,
    ...plot.traces.map(doubtful),
    ...plot.holes.map((hole) => holeMarks(hole, palette)),
    ...plot.bands.map(({ low, high }) => area(high, band(high, low))),
    ...plot.traces.map(envelope),
    ...plot.traces.map(line),
    '</g>',
    foot(plot, words, palette),
    '</svg>',
  ].join('\n');
}

function patterns({ holes }: PicturePlot, palette: Palette): string {
  const hatch = (id: string, colour: string, slope: number, wide = 1.4): string =>
    `<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(${slope})"><path d="M0 0V7" stroke="${colour}" stroke-width="${wide}"/></pattern>`;
  return `<defs><clipPath id="plot"><rect x="0" y="-2" width="${width}" height="${height + 4}"/></clipPath>${hatch('doubt', palette.ink, 45)}${hatch('simulated', palette.ink, 30, 6)}${[
    ...new Set(holes.map(({ cause }) => cause)),
  ]
    .map((cause) => hatch(`hole-${cause}`, palette.holes[cause], -45))
    .join('')}</defs>`;
}

function head(words: PictureWords, palette: Palette): string {
  let at = x0;
  const legend = words.legend.map((entry) => {
    const x = at;
    at += 44 + entry.words.length * 7;
    const dash = entry.dashed ? ' stroke-dasharray="5 3"' : '';
    return `<path d="M${x} 51H${x + 16}" stroke="${entry.colour}" stroke-width="3"${dash}/>${text(x + 22, 55, entry.words, { fill: palette.ink })}`;
  });
  const right = x0 + width;
  const mark = words.simulated
    ? `<rect x="${right - 130}" y="14" width="130" height="24" fill="none" stroke="${palette.ink}"/><rect x="${right - 130}" y="14" width="14" height="24" fill="url(#simulated)"/><rect x="${right - 14}" y="14" width="14" height="24" fill="url(#simulated)"/>${text(right - 65, 31, 'SIMULATED', { fill: palette.ink, anchor: 'middle', bold: true })}`
    : '';
  return [
    text(x0, 32, words.title, { size: 20, fill: palette.ink, bold: true }),
    ...legend,
    mark,
    text(right, 55, words.level, { fill: palette.dim, anchor: 'end' }),
    text(12, y0 - 14, words.leftUnit, { size: 12, fill: palette.dim }),
    text(pictureSize.width - 12, y0 - 14, words.rightUnit, { size: 12, fill: palette.dim, anchor: 'end' }),
  ].join('');
}

function axes({ axes: pair, window }: PicturePlot, words: PictureWords, palette: Palette): string {
  const values = (
    { min, max, step }: AxisRange,
    x: number,
    anchor: 'start' | 'end',
    grid: boolean,
  ): string[] =>
    Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => {
      const y = y0 + height * (1 - (i * step) / (max - min));
      const label = (min + i * step).toFixed(tickDecimals(step)).replace('-', '−');
      const rule = grid ? `<path d="M${x0} ${n(y)}H${x0 + width}" stroke="${palette.grid}"/>` : '';
      return rule + text(x, y + 4, label, { size: 12, fill: palette.dim, anchor });
    });
  const times = timeTicks(window, 11, words.eastMinutes).map(({ t, label }) => {
    const x = x0 + ((t - window.from) / (window.to - window.from)) * width;
    return `<path d="M${n(x)} ${y0}V${y0 + height}" stroke="${palette.grid}"/>${text(x, y0 + height + 18, label, { size: 12, fill: palette.dim, anchor: 'middle' })}`;
  });
  return [
    ...times,
    ...values(pair.left, x0 - 8, 'end', true),
    ...(pair.right ? values(pair.right, x0 + width + 8, 'start', false) : []),
    `<path d="M${x0} ${y0 + height}H${x0 + width}" stroke="${palette.line}"/>`,
  ].join('');
}

const yOf =
  ({ axis, gain, offset }: DrawnTrace) =>
  (value: number): number =>
    height - ((value * gain + offset - axis.min) / (axis.max - axis.min)) * height;

function line(trace: DrawnTrace): string {
  const { pixels, colour, dashed } = trace;
  const y = yOf(trace);
  const path: string[] = [];
  for (let i = 0; i < pixels.length; i += 1) {
    const alone = pixels.hole[i] === 1 && (i + 1 >= pixels.length || pixels.hole[i + 1] === 1);
    const at = `${n(pixels.x[i] ?? 0)} ${n(y(pixels.mean[i] ?? 0))}`;
    path.push(pixels.hole[i] === 1 ? `M${at}${alone ? 'h1.5' : ''}` : `L${at}`);
  }
  const dash = dashed ? ' stroke-dasharray="6 4"' : '';
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"${dash}/>`;
}

/** What lies between the extremes of every pixel, and the spikes as firm columns. */
function envelope(trace: DrawnTrace): string {
  const { pixels, colour } = trace;
  const y = yOf(trace);
  const columns = peaksOf(pixels, y).map(
    (i) => `M${n(pixels.x[i] ?? 0)} ${n(y(pixels.low[i] ?? 0))}V${n(y(pixels.high[i] ?? 0))}`,
  );
  const spikes =
    columns.length > 0 ? `<path d="${columns.join('')}" stroke="${colour}" stroke-width="1.2"/>` : '';
  const runs = unbrokenRuns(pixels).map(([from, to]) => {
    const at = (values: Float64Array, i: number): string => `${n(pixels.x[i] ?? 0)} ${n(y(values[i] ?? 0))}`;
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    const upper = indices.map((i) => at(pixels.high, i));
    return `M${[...upper, ...indices.toReversed().map((i) => at(pixels.low, i))].join('L')}Z`;
  });
  return area(trace, runs.join('')) + spikes;
}

function band(high: DrawnTrace, low: DrawnTrace): string {
  const length = Math.min(high.pixels.length, low.pixels.length);
  const both = {
    ...high.pixels,
    length,
    hole: high.pixels.hole.map((one, i) => one | (low.pixels.hole[i] ?? 0)),
  };
  return unbrokenRuns(both)
    .map(([from, to]) => {
      const indices = Array.from({ length: to - from }, (_, i) => from + i);
      const at = (trace: DrawnTrace, i: number): string =>
        `${n(trace.pixels.x[i] ?? 0)} ${n(yOf(trace)(trace.pixels.mean[i] ?? 0))}`;
      return `M${[...indices.map((i) => at(high, i)), ...indices.toReversed().map((i) => at(low, i))].join('L')}Z`;
    })
    .join('');
}

const area = ({ colour }: DrawnTrace, path: string): string =>
  path === '' ? '' : `<path d="${path}" fill="${colour}" fill-opacity="0.22"/>`;

function doubtful({ pixels, colour }: DrawnTrace, row: number): string {
  return runsOf(pixels.doubt, width)
    .map(
      ([from, to]) =>
        `<rect x="${from}" width="${to - from}" height="${height}" fill="url(#doubt)" opacity="0.14"/><rect x="${from}" y="${height - 4 * (row + 1)}" width="${to - from}" height="3" fill="${colour}"/>`,
    )
    .join('');
}

function holeMarks({ from, to, cause, letter, filled, lines }: DrawnHole, palette: Palette): string {
  const colour = palette.holes[cause];
  const wide = to - from;
  if (filled)
    return `<rect x="${from}" width="${wide}" height="${height}" fill="${colour}" opacity="0.1"/><path d="M${from} 1H${to}" stroke="${colour}" stroke-width="2" stroke-dasharray="2 2"/>`;
  const bars = lines.map(
    (own, row) => `<rect x="${from}" y="${row * 4}" width="${wide}" height="3" fill="${own}"/>`,
  );
  const sign = `<rect x="${(from + to) / 2 - 8}" y="${lines.length * 4 + 2}" width="16" height="16" fill="${palette.ground}"/>${text((from + to) / 2, lines.length * 4 + 15, letter, { fill: colour, anchor: 'middle', bold: true })}`;
  return `<rect x="${from}" width="${wide}" height="${height}" fill="url(#hole-${cause})" opacity="0.55"/>${bars.join('')}${wide >= 13 ? sign : ''}`;
}

function foot({ holes, traces }: PicturePlot, words: PictureWords, palette: Palette): string {
  const y = y0 + height + 46;
  const causes = causesAmong(holes).map((cause) => {
    const { letter, words: said } = holeCauseOf(cause);
    return `${letter} ${said}`;
  });
  const filled = holes.some((hole) => hole.filled) ? [tr('dotted at the top: filled in later')] : [];
  const doubt = traces.some(({ pixels }) => pixels.doubt.includes(1))
    ? [tr('Light hatching with a bar: values that are not good')]
    : [];
  const missing = [
    ...(causes.length > 0 ? [tr('Hatched, samples missing: {causes}', { causes: causes.join(', ') })] : []),
    ...filled,
    ...doubt,
  ];
  const how =
    words.thinnedTo === null
      ? tr('Line: mean of what a pixel stands for; band and columns: its lowest and highest sample.')
      : tr('Thinned out to {thinnedTo} points a line (LTTB): spikes may be missing.', {
          thinnedTo: words.thinnedTo,
        });
  return [
    text(x0, y, words.window, { fill: palette.ink }),
    text(x0, y + 20, missing.join('; '), { size: 12, fill: palette.ink }),
    text(x0 + width, y, how, {
      size: 12,
      fill: words.thinnedTo === null ? palette.dim : palette.ink,
      anchor: 'end',
      bold: words.thinnedTo !== null,
    }),
  ].join('');
}
