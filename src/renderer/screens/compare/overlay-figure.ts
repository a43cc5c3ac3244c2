import type { Channel } from '../../../shared/model/channel';
import { alignmentWords } from '../../../shared/model/overlay';
import type { FigureMark, FigureSpec, FigureTable } from '../../ui/figure/figure-spec';
import { tr } from '../../strings/translate';
import { batchColour } from './batch-colours';
import type { Overlay } from './use-compare';

export interface OverlayFigure {
  readonly title: string;
  readonly words: string;
  readonly spec: FigureSpec;
  readonly table: FigureTable;
}

/** One channel of all batches over the common axis; the marked batch stands out with its least and greatest samples. */
export function overlayFigure(
  { head, traces }: Overlay,
  tag: string,
  channel: Pick<Channel, 'name' | 'unit'> | undefined,
  names: ReadonlyMap<string, string>,
  marked: string | null,
): OverlayFigure {
  const own = traces.filter((trace) => trace.tag === tag);
  const xAt = (i: number): number => head.from + (i + 0.5) * head.step;
  const order = head.batches.map(({ batchId }): string => batchId);
  const lines = own.toSorted((a, b) => (a.batchId === marked ? 1 : 0) - (b.batchId === marked ? 1 : 0));
  const marks = lines.flatMap((trace): FigureMark[] => {
    const isMarked = trace.batchId === marked;
    const colour = isMarked ? 'ink' : batchColour(order.indexOf(trace.batchId), order.length);
    const line: FigureMark = {
      kind: 'line',
      colour: marked !== null && !isMarked ? 'quiet' : colour,
      width: isMarked ? 2.4 : 1.2,
      points: [...trace.mean].map((y, i) => ({ x: xAt(i), y: known(y) })),
    };
    if (!isMarked) return [line];
    const band: FigureMark = {
      kind: 'band',
      colour: 'ink',
      points: [...trace.min].map((low, i) => ({ x: xAt(i), low: known(low), high: known(trace.max[i]) })),
    };
    return [band, line];
  });
  const unit = channel?.unit ?? '';
  const step = head.unit === 'h' ? tr('{min} min', { min: (60 * head.step).toFixed(1) }) : `${head.step.toFixed(2)} ${head.unit}`; // prettier-ignore
  return {
    title: channel?.name ?? tag,
    words:
      own.length === 0
        ? tr('None of the batches has it')
        : tr('{count} batches; means of {step}, from 30 s', { count: own.length, step }),
    spec: {
      x: { kind: 'linear', label: tr(alignmentWords[head.by].axis) },
      y: { kind: 'linear', label: unit },
      marks,
    },
    table: {
      columns: [alignmentWords[head.by].axis, ...own.map(({ batchId }) => names.get(batchId) ?? batchId)],
      rows: Array.from({ length: head.points }, (_, i) => [
        Number(xAt(i).toFixed(4)),
        ...own.map(({ mean }) => known(mean[i])),
      ]),
    },
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
