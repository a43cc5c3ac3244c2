import { useElementSize } from '@mantine/hooks';
import { useMemo, useState, type PointerEvent, type Ref } from 'react';
import { figureScales, type FigureScale } from './figure-scale';
import type { FigureSpec } from './figure-spec';
import { usePaper } from './use-paper';
import { PlotMark, type PlotFrame } from './plot-marks';
import { tr } from '../../strings/translate';

interface Props {
  readonly spec: FigureSpec;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly heightPx: number;
  readonly svg: Ref<SVGSVGElement>;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

const letter = 6.1;
/** Half of an A4 page. */
const paperWidthPx = 330;
const paperHeightPx = 260;

/** Axes, marks and the words of the mark nearest to the pointer. */
export function Plot({ spec, label, heightPx: screenPx, svg }: Props) {
  const { ref, width: measured } = useElementSize();
  const paper = usePaper();
  const heightPx = paper && spec.y.kind !== 'names' ? Math.min(screenPx, paperHeightPx) : screenPx;
  const width = paper ? paperWidthPx : Math.max(200, Math.round(measured) || 480);
  const drawing = useMemo(() => layout(spec, width, heightPx), [spec, width, heightPx]);
  const [near, setNear] = useState<Place | null>(null);
  const { x, y, frame, places } = drawing;
  const seek = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = width / box.width;
    setNear(nearest(places, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale));
  };
  return (
    <div className="bt-plot" ref={ref}>
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${heightPx}`}
        role="img"
        aria-label={label}
        onPointerMove={seek}
        onPointerLeave={() => setNear(null)}
      >
        <Axes spec={spec} x={x} y={y} frame={frame} heightPx={heightPx} />
        {spec.marks.map((mark, i) => (
          <PlotMark key={i} mark={mark} x={x} y={y} frame={frame} />
        ))}
        {near && (
          <circle cx={near.x} cy={near.y} r={6} fill="none" stroke="var(--bt-ink)" strokeWidth={1.5} />
        )}
      </svg>
      {near && (
        <div
          className="bt-plot-words"
          style={{
            top: `${(100 * near.y) / heightPx}%`,
            ...(near.x > width / 2
              ? { right: `${100 - (100 * near.x) / width}%` }
              : { left: `${(100 * near.x) / width}%` }),
          }}
        >
          {tr(near.words)}
        </div>
      )}
    </div>
  );
}

function layout(spec: FigureSpec, width: number, height: number) {
  const names = spec.y.kind === 'names' ? spec.y.names : [];
  const longest = Math.max(0, ...names.map((name) => name.length));
  const left = names.length > 0 ? Math.min(width * 0.42, 14 + longest * letter) : 52;
  const frame: PlotFrame = { left, right: width - 14, top: 10, bottom: height - 40 };
  const { x, y } = figureScales(spec, frame);
  return { x, y, frame, places: placesOf(spec, x, y) };
}

/** Everything that has words, where it is drawn. */
function placesOf({ marks }: FigureSpec, x: FigureScale, y: FigureScale): Place[] {
  return marks.flatMap((mark): Place[] => {
    if (mark.kind === 'points')
      return mark.points.map((p) => ({ x: x.at(p.x), y: y.at(p.y), words: tr(p.words) }));
    if (mark.kind === 'bars')
      return mark.bars.map((bar) => ({ x: x.at(bar.length), y: y.at(bar.place), words: tr(bar.words) }));
    if (mark.kind !== 'spans') return [];
    return mark.spans.map(({ place, low, high, at, words }) => {
      const middle = at ?? (low + high) / 2;
      return mark.along === 'x'
        ? { x: x.at(middle), y: y.at(place), words }
        : { x: x.at(place), y: y.at(middle), words };
    });
  });
}

function nearest(places: readonly Place[], x: number, y: number): Place | null {
  let best: Place | null = null;
  let least = 22 ** 2;
  for (const place of places) {
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

interface AxesProps {
  readonly spec: FigureSpec;
  readonly x: FigureScale;
  readonly y: FigureScale;
  readonly frame: PlotFrame;
  readonly heightPx: number;
}

function Axes({ spec, x, y, frame, heightPx }: AxesProps) {
  const { left, right, top, bottom } = frame;
  const room = Math.floor((left - 12) / letter);
  return (
    <g className="bt-plot-axes">
      {y.ticks.map((tick) => (
        <g key={`y ${tick.at} ${tick.words}`}>
          <path className="bt-plot-grid" d={`M${left} ${tick.at.toFixed(1)}H${right}`} />
          <text x={left - 6} y={tick.at} textAnchor="end" dominantBaseline="central">
            {tick.words.length > room ? `${tick.words.slice(0, room - 1)}…` : tr(tick.words)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={`x ${tick.at} ${tick.words}`}>
          {spec.x.kind !== 'names' && (
            <path className="bt-plot-grid" d={`M${tick.at.toFixed(1)} ${top}V${bottom}`} />
          )}
          <text x={tick.at} y={bottom + 14} textAnchor="middle">
            {tr(tick.words)}
          </text>
        </g>
      ))}
      <path className="bt-plot-edge" d={`M${left} ${top}V${bottom}H${right}`} />
      <text className="bt-plot-label" x={(left + right) / 2} y={heightPx - 6} textAnchor="middle">
        {tr(spec.x.label)}
      </text>
      {spec.y.kind !== 'names' && spec.y.label !== '' && (
        <text
          className="bt-plot-label"
          transform={`translate(12 ${(top + bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {tr(spec.y.label)}
        </text>
      )}
    </g>
  );
}
