import type { ReportChart } from '../model/report-document';

/** Colours of a drawing: paper has others than a dark screen. */
export interface ChartColours {
  readonly ink: string;
  readonly grid: string;
  readonly line: string;
  readonly band: string;
  readonly limit: string;
  readonly gap: string;
}

export const paperColours: ChartColours = {
  ink: '#3c484d',
  grid: '#d5dbdd',
  line: '#1c5660',
  band: '#b9cfd3',
  limit: '#a8141b',
  gap: '#e4e8e9',
};

const box = { width: 515, height: 118, left: 44, right: 8, top: 6, bottom: 20 };

/**
 * A process parameter as a vector drawing: the band from lowest to highest and the mean, limits dashed, gaps hatched.
 * Where nothing was measured there is no line.
 */
export function chartSvg(chart: ReportChart, colours: ChartColours = paperColours): string {
  const scale = scaleOf(chart);
  const parts = [
    ...gapParts(chart, scale, colours),
    ...gridParts(chart, scale, colours),
    ...runsOf(chart).map((run) => bandPath(run, chart, scale, colours)),
    ...runsOf(chart).map((run) => meanPath(run, chart, scale, colours)),
    ...limitParts(chart, scale, colours),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box.width} ${box.height}" font-family="Inter Variable, sans-serif" font-size="7.5">${parts.join('')}</svg>`;
}

interface Scale {
  readonly x: (t: number) => number;
  readonly y: (value: number) => number;
  readonly low: number;
  readonly high: number;
}

function scaleOf({ from, to, low, high, limits }: ReportChart): Scale {
  const values = [...low, ...high].filter((value) => value !== null);
  let least = values.reduce((a, b) => Math.min(a, b), limits[0]?.value ?? Infinity);
  let most = values.reduce((a, b) => Math.max(a, b), limits.at(-1)?.value ?? -Infinity);
  if (!Number.isFinite(least) || !Number.isFinite(most)) [least, most] = [0, 1];
  const pad = (most - least || Math.abs(most) || 1) * 0.06;
  [least, most] = [least - pad, most + pad];
  const width = box.width - box.left - box.right;
  const height = box.height - box.top - box.bottom;
  return {
    low: least,
    high: most,
    x: (t) => box.left + (width * (t - from)) / Math.max(1, to - from),
    y: (value) => box.top + height - (height * (value - least)) / (most - least),
  };
}

/** Stretches of neighbouring points that hold values. */
function runsOf({ mean, t, gaps }: ReportChart): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  const end = (): void => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  mean.forEach((value, at) => {
    const before = t[run.at(-1) ?? at] ?? 0;
    if (
      value === null ||
      gaps.some((gap) => gap.from >= before && gap.to <= (t[at] ?? 0) && gap.to > gap.from)
    )
      end();
    if (value !== null) run.push(at);
  });
  end();
  return runs;
}

function bandPath(
  run: readonly number[],
  { t, low, high }: ReportChart,
  { x, y }: Scale,
  { band }: ChartColours,
): string {
  const top = run.map((at) => point(x(t[at] ?? 0), y(high[at] ?? 0)));
  const bottom = run.toReversed().map((at) => point(x(t[at] ?? 0), y(low[at] ?? 0)));
  return `<path d="M${[...top, ...bottom].join('L')}Z" fill="${band}" stroke="${band}" stroke-width="0.6"/>`;
}

function meanPath(
  run: readonly number[],
  { t, mean }: ReportChart,
  { x, y }: Scale,
  { line }: ChartColours,
): string {
  const points = run.map((at) => point(x(t[at] ?? 0), y(mean[at] ?? 0)));
  // One point alone is still seen.
  const d = points.length === 1 ? `M${points[0] ?? ''}l0.5,0` : `M${points.join('L')}`;
  return `<path d="${d}" fill="none" stroke="${line}" stroke-width="0.9"/>`;
}

function limitParts({ limits }: ReportChart, { y }: Scale, { limit }: ChartColours): string[] {
  return limits.map(
    ({ value, words }) =>
      `<line x1="${box.left}" x2="${box.width - box.right}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${limit}" stroke-width="0.6" stroke-dasharray="4 3"/>` +
      `<text x="${box.width - box.right}" y="${round(y(value) - 2)}" text-anchor="end" fill="${limit}">${words} ${value}</text>`,
  );
}

/** Hatched by lines of its own: no pattern, which not every reader draws. */
function gapParts({ gaps, from, to }: ReportChart, { x }: Scale, { gap, ink }: ChartColours): string[] {
  const bottom = box.height - box.bottom;
  return gaps.flatMap((one) => {
    const left = x(Math.max(one.from, from));
    const right = Math.max(left + 0.8, x(Math.min(one.to, to)));
    if (one.to <= from || one.from >= to) return [];
    const lines: string[] = [];
    for (let at = left; at < right && lines.length < 400; at += 5)
      lines.push(
        `<line x1="${round(at)}" x2="${round(Math.min(at + 5, right))}" y1="${bottom}" y2="${box.top}" stroke="${ink}" stroke-width="0.25"/>`,
      );
    return [
      `<rect x="${round(left)}" y="${box.top}" width="${round(right - left)}" height="${bottom - box.top}" fill="${gap}"/>`,
      ...lines,
    ];
  });
}

function gridParts(
  { from, to, zero, unit }: ReportChart,
  { x, y, low, high }: Scale,
  { grid, ink }: ChartColours,
): string[] {
  const bottom = box.height - box.bottom;
  const values = ticks(low, high, 4);
  const hours = ticks((from - zero) / 3_600_000, (to - zero) / 3_600_000, 8);
  return [
    ...values.map(
      (value) =>
        `<line x1="${box.left}" x2="${box.width - box.right}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="${grid}" stroke-width="0.5"/>` +
        `<text x="${box.left - 4}" y="${round(y(value) + 2.5)}" text-anchor="end" fill="${ink}">${plain(value)}</text>`,
    ),
    ...hours.map(
      (hour) =>
        `<line x1="${round(x(zero + hour * 3_600_000))}" x2="${round(x(zero + hour * 3_600_000))}" y1="${box.top}" y2="${bottom}" stroke="${grid}" stroke-width="0.5"/>` +
        `<text x="${round(x(zero + hour * 3_600_000))}" y="${bottom + 9}" text-anchor="middle" fill="${ink}">${plain(hour)}</text>`,
    ),
    `<text x="${box.width - box.right}" y="${bottom + 17}" text-anchor="end" fill="${ink}">age, h</text>`,
    `<text x="${box.left}" y="${bottom + 17}" fill="${ink}">${escaped(unit)}</text>`,
    `<rect x="${box.left}" y="${box.top}" width="${box.width - box.left - box.right}" height="${bottom - box.top}" fill="none" stroke="${ink}" stroke-width="0.5"/>`,
  ];
}

function ticks(low: number, high: number, about: number): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const found: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-6 && found.length < 40; at += step)
    found.push(Number(at.toPrecision(10)));
  return found;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function point(x: number, y: number): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
