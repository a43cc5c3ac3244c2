import { useMemo } from 'react';
import type { ModelVersionEntry, ScoredPrediction } from '../../../shared/model/model-registry';
import { Figure } from '../../ui/figure/figure';
import { Panel } from '../../ui/panel';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { dateTimeText } from '../../ui/time-words';
import { percentText, shareText } from './model-words';
import { tr } from '../../strings/translate';

interface Props {
  readonly model: ModelVersionEntry;
  readonly scored: readonly ScoredPrediction[];
}

const errorPct = ({ measured, predicted }: ScoredPrediction): number =>
  (100 * (predicted - measured)) / Math.max(Math.abs(measured), 1e-9);

/** What samples said of its predictions since it runs. */
export function LiveRecord({ model, scored }: Props) {
  const figure = useMemo(() => liveFigure(model, scored), [model, scored]);
  if (figure === null)
    return (
      <Panel title={tr('Live against samples')}>
        <p className="bt-panel-note">{tr('No sample was held against it yet. Every sample written down while it runs as champion or shadow is.')}</p>
      </Panel>
    );
  return <Figure {...figure} file={`${model.name}-${model.version}`} heightPx={220} />;
}

function liveFigure(model: ModelVersionEntry, scored: readonly ScoredPrediction[]) {
  if (scored.length === 0) return null;
  const points = (inside: boolean) =>
    scored
      .toReversed()
      .map((score, i) => ({ score, x: i + 1 }))
      .filter(({ score }) => isInside(score) === inside)
      .map(({ score, x }) => ({
        x,
        y: errorPct(score),
        words: tr('{dateTimeText}, {batchId}, {state}\nmeasured {shortAmount}\npredicted {shortNumber} ({shortNumber2} to {shortNumber3})', { dateTimeText: dateTimeText(score.sampledAt), batchId: score.batchId, state: score.state, shortAmount: shortAmount(score.measured, model.unit), shortNumber: shortNumber(score.predicted), shortNumber2: shortNumber(score.low), shortNumber3: shortNumber(score.high) }),
      }));
  return {
    title: tr('Live against samples'),
    words:
      model.live.n === 0
        ? tr('None since it has its state; shown are {length} from before.', { length: scored.length })
        : `${model.live.n} samples since it has its state: mean relative error ${percentText(model.live.mrePct)}, band held ${shareText(model.live.coverage)}.`,
    spec: {
      x: { kind: 'linear', label: tr('sample'), include: [0] },
      y: { kind: 'linear', label: tr('error, %'), include: [-5, 5] },
      marks: [
        { kind: 'guide', axis: 'y', at: 0, colour: 'ink', dashed: false },
        { kind: 'points', points: points(true), colour: 'predicted', legend: tr('Inside the band') },
        { kind: 'points', points: points(false), colour: 'warn', shape: 'diamond', legend: tr('Outside the band') },
      ],
    },
    table: {
      columns: ['sampled', 'batch', 'state', 'measured', 'predicted', 'low', 'high', 'error %'],
      rows: scored.map((s) => [
        new Date(s.sampledAt).toISOString(),
        s.batchId,
        s.state,
        s.measured,
        s.predicted,
        s.low,
        s.high,
        errorPct(s),
      ]),
    },
  } as const;
}

const isInside = ({ measured, low, high }: ScoredPrediction): boolean =>
  low !== null && high !== null && measured >= low && measured <= high;
