import { goldenStageWords, goldenTags } from '../../../shared/model/golden-batch';
import type { GoldenPoint, GoldenScore } from '../../../shared/model/golden-score';
import type { FigureSpec, FigureTable } from '../../ui/figure/figure-spec';
import { tr } from '../../strings/translate';

interface Drawn {
  readonly title: string;
  readonly words: string;
  readonly spec: FigureSpec;
  readonly table: FigureTable;
}

/** T² and SPE over their limits along the batch; above 1 is out. */
export function distanceFigure({ points }: GoldenScore): Drawn {
  const alarms = points.filter(({ alarm }) => alarm);
  const capped = (value: number | null): number | null => (value === null ? null : Math.min(value, 10));
  return {
    title: tr('Distance from the golden batch'),
    words: tr(
      'T² and SPE over their limits, every 10 min. Above 1 is out; three in a row are a deviation. Drawn up to 10.',
    ),
    spec: {
      x: { kind: 'linear', label: tr('age, h'), include: [0] },
      y: { kind: 'linear', label: tr('times the limit'), include: [0, 2] },
      marks: [
        { kind: 'guide', axis: 'y', at: 1, colour: 'ink', dashed: true, legend: tr('Limit') },
        {
          kind: 'line',
          colour: 1,
          legend: 'T²',
          points: withGaps(points, ({ t2 }) => capped(t2)),
        },
        {
          kind: 'line',
          colour: 2,
          legend: tr('SPE'),
          points: withGaps(points, ({ spe }) => capped(spe)),
        },
        {
          kind: 'points',
          colour: 'warn',
          shape: 'diamond',
          radius: 3,
          legend: tr('Deviation'),
          points: alarms.map(({ ageH, t2, spe, top }) => ({
            x: ageH,
            y: Math.min(10, Math.max(t2 ?? 0, spe ?? 0)),
            words: `${ageH.toFixed(1)} h: ${top.map(({ tag, share }) => `${nameOf(tag)} ${(100 * share).toFixed(0)} %`).join(', ')}`,
          })),
        },
      ],
    },
    table: {
      columns: [
        'age h',
        'stage',
        tr('T2 over limit'),
        tr('SPE over limit'),
        'deviation',
        'first',
        'second',
        'third',
      ],
      rows: points.map(({ ageH, stage, t2, spe, alarm, top }) => [
        Number(ageH.toFixed(3)),
        goldenStageWords[stage],
        t2,
        spe,
        alarm ? 1 : 0,
        ...[0, 1, 2].map((k) => top[k]?.tag ?? null),
      ]),
    },
  };
}

/** Moments come every ten minutes; where one is not judged the line is broken. */
const longestStepH = 0.25;

function withGaps(
  points: readonly GoldenPoint[],
  valueOf: (point: GoldenPoint) => number | null,
): { x: number; y: number | null }[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    const drawn = { x: point.ageH, y: valueOf(point) };
    return before && point.ageH - before.ageH > longestStepH ? [{ x: before.ageH, y: null }, drawn] : [drawn];
  });
}

/** Each variable in its tunnel, over age. */
export function tunnelFigures({ traces }: GoldenScore): Drawn[] {
  return traces.map(({ tag, ageH, centre, low, high, value }) => {
    const found = goldenTags.find((one) => one.tag === tag);
    const outside = value.filter((v, i) => v !== null && (v < (low[i] ?? v) || v > (high[i] ?? v))).length;
    return {
      title: found ? tr(found.name) : tag,
      words:
        outside === 0
          ? tr('Within the tunnel')
          : tr('Outside the tunnel at {outside} of {all} moments', { outside, all: value.length }),
      spec: {
        x: { kind: 'linear', label: tr('age, h'), include: [0] },
        y: { kind: 'linear', label: found?.unit ?? '' },
        marks: [
          {
            kind: 'band',
            colour: 'measured',
            points: ageH.map((x, i) => ({ x, low: low[i] ?? null, high: high[i] ?? null })),
          },
          {
            kind: 'line',
            colour: 'quiet',
            dashed: true,
            points: ageH.map((x, i) => ({ x, y: centre[i] ?? null })),
          },
          { kind: 'line', colour: 'ink', width: 2, points: ageH.map((x, i) => ({ x, y: value[i] ?? null })) },
        ],
      },
      table: {
        columns: ['age h', 'centre', 'low', 'high', 'value'],
        rows: ageH.map((x, i) => [
          Number(x.toFixed(3)),
          centre[i] ?? null,
          low[i] ?? null,
          high[i] ?? null,
          value[i] ?? null,
        ]),
      },
    };
  });
}

function nameOf(tag: string): string {
  const found = goldenTags.find((one) => one.tag === tag);
  return found ? tr(found.name) : tag;
}

/** The deviations of a batch: runs of moments that were out, with what spoke loudest in them. */
export interface DeviationRun {
  readonly fromH: number;
  readonly toH: number;
  readonly worst: number;
  readonly top: readonly { readonly name: string; readonly share: number; readonly z: number }[];
}

export function deviationRuns({ points }: GoldenScore): DeviationRun[] {
  const runs: DeviationRun[] = [];
  points.forEach((point, i) => {
    if (!point.alarm) return;
    const worst = Math.max(point.t2 ?? 0, point.spe ?? 0);
    const top = point.top.map(({ tag, share, z }) => ({ name: nameOf(tag), share, z }));
    const open = points[i - 1]?.alarm ? runs.pop() : undefined;
    runs.push({
      fromH: open?.fromH ?? point.ageH,
      toH: point.ageH,
      worst: Math.max(worst, open?.worst ?? 0),
      top: open && open.worst >= worst ? open.top : top,
    });
  });
  return runs;
}
