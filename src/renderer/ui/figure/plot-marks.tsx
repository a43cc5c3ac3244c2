import type { ReactNode } from 'react';
import type { FigureScale } from './figure-scale';
import { colourOf, type FigureMark } from './figure-spec';

export interface PlotFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Props {
  readonly mark: FigureMark;
  readonly x: FigureScale;
  readonly y: FigureScale;
  readonly frame: PlotFrame;
}

const f = (pixel: number): string => pixel.toFixed(1);

/** One mark of a figure. */
export function PlotMark({ mark, x, y, frame }: Props): ReactNode {
  const colour = colourOf(mark.colour);
  switch (mark.kind) {
    case 'points':
      return <Points mark={mark} x={x} y={y} colour={colour} />;
    case 'line':
      return (
        <path
          d={linePath(mark.points, x, y)}
          fill="none"
          stroke={colour}
          strokeWidth={mark.width ?? 1.6}
          strokeDasharray={mark.dashed ? '5 4' : undefined}
        />
      );
    case 'band':
      return <path d={bandPath(mark.points, x, y)} fill={colour} opacity={0.17} />;
    case 'spans':
      return <Spans mark={mark} x={x} y={y} colour={colour} />;
    case 'bars':
      return <Bars mark={mark} x={x} y={y} colour={colour} />;
    case 'guide':
      return <Guide mark={mark} x={x} y={y} colour={colour} frame={frame} />;
  }
  return null;
}

type Of<K extends FigureMark['kind']> = {
  readonly mark: Extract<FigureMark, { kind: K }>;
  readonly x: FigureScale;
  readonly y: FigureScale;
  readonly colour: string;
};

/** Discs are one path of dots: thousands cost one element. */
function Points({ mark, x, y, colour }: Of<'points'>) {
  const r = mark.radius ?? 3;
  if (mark.shape === 'ring')
    return mark.points.map((point, i) => (
      <circle
        key={i}
        cx={f(x.at(point.x))}
        cy={f(y.at(point.y))}
        r={r}
        fill="none"
        stroke={colour}
        strokeWidth={1.4}
      />
    ));
  if (mark.shape === 'diamond')
    return (
      <path
        d={mark.points
          .map(
            (p) =>
              `M${f(x.at(p.x))} ${f(y.at(p.y) - r * 1.3)}l${r * 1.3} ${r * 1.3}l${-r * 1.3} ${r * 1.3}l${-r * 1.3} ${-r * 1.3}z`,
          )
          .join('')}
        fill={colour}
      />
    );
  return (
    <path
      d={mark.points.map((p) => `M${f(x.at(p.x))} ${f(y.at(p.y))}h0`).join('')}
      fill="none"
      stroke={colour}
      strokeWidth={2 * r}
      strokeLinecap="round"
    />
  );
}

function linePath(
  points: Extract<FigureMark, { kind: 'line' }>['points'],
  x: FigureScale,
  y: FigureScale,
): string {
  let pen = 'M';
  return points
    .map((point) => {
      if (point.y === null) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${f(x.at(point.x))} ${f(y.at(point.y))}`;
      pen = 'L';
      return step;
    })
    .join('');
}

/** One closed area per run without a gap. */
function bandPath(
  points: Extract<FigureMark, { kind: 'band' }>['points'],
  x: FigureScale,
  y: FigureScale,
): string {
  const areas: string[] = [];
  let run: { x: number; low: number; high: number }[] = [];
  const close = (): void => {
    if (run.length > 1) {
      const upper = run.map((p) => `${f(x.at(p.x))} ${f(y.at(p.high))}`);
      const lower = run.toReversed().map((p) => `${f(x.at(p.x))} ${f(y.at(p.low))}`);
      areas.push(`M${[...upper, ...lower].join('L')}z`);
    }
    run = [];
  };
  for (const { x: at, low, high } of points) {
    if (low === null || high === null) close();
    else run.push({ x: at, low, high });
  }
  close();
  return areas.join('');
}

function Spans({ mark, x, y, colour }: Of<'spans'>) {
  return mark.spans.map(({ place, low, high, at }, i) => {
    const [x1, x2] = mark.along === 'x' ? [x.at(low), x.at(high)] : [x.at(place), x.at(place)];
    const [y1, y2] = mark.along === 'x' ? [y.at(place), y.at(place)] : [y.at(low), y.at(high)];
    const [cx, cy] = at === null ? [null, null] : mark.along === 'x' ? [x.at(at), y1] : [x1, y.at(at)];
    return (
      <g key={i}>
        <path
          d={`M${f(x1)} ${f(y1)}L${f(x2)} ${f(y2)}`}
          stroke={colour}
          strokeWidth={2}
          opacity={0.55}
          fill="none"
        />
        {cx !== null && cy !== null && <circle cx={f(cx)} cy={f(cy)} r={4} fill={colour} />}
      </g>
    );
  });
}

function Bars({ mark, x, y, colour }: Of<'bars'>) {
  const zero = x.at(0);
  const thick = Math.max(3, Math.min(18, Math.abs(y.at(1) - y.at(0)) * 0.62));
  return mark.bars.map(({ place, length }, i) => {
    const end = x.at(length);
    return (
      <rect
        key={i}
        x={f(Math.min(zero, end))}
        y={f(y.at(place) - thick / 2)}
        width={f(Math.max(0.5, Math.abs(end - zero)))}
        height={f(thick)}
        fill={colour}
      />
    );
  });
}

function Guide({ mark, x, y, colour, frame }: Of<'guide'> & { readonly frame: PlotFrame }) {
  const d =
    mark.axis === 'x'
      ? `M${f(x.at(mark.at))} ${frame.top}V${frame.bottom}`
      : `M${frame.left} ${f(y.at(mark.at))}H${frame.right}`;
  return (
    <path
      d={d}
      fill="none"
      stroke={colour}
      strokeWidth={1.2}
      strokeDasharray={mark.dashed === false ? undefined : '5 4'}
    />
  );
}
