import { useMemo } from 'react';
import type { ModelVersionEntry, ScoredPrediction } from '../../../shared/model/model-registry';
import { Figure } from '../../ui/figure/figure';
import { Panel } from '../../ui/panel';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { dateTimeText } from '../../ui/time-words';
import { percentText, shareText } from './model-words';

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
      <Panel title="Live against samples">
        <p className="bt-panel-note">
          No sample was held against it yet. Every sample written down while it runs as champion or shadow is.
        </p>
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
        words: `${dateTimeText(score.sampledAt)}, ${score.batchId}, ${score.state}\nmeasured ${shortAmount(score.measured, model.unit)}\npredicted ${shortNumber(score.predicted)} (${shortNumber(score.low)} to ${shortNumber(score.high)})`,
      }));
  return {
    title: 'Live against samples',
    words:
      model.live.n === 0
        ? `None since it has its state; shown are ${scored.length} from before.`
        : `${model.live.n} samples since it has its state: mean relative error ${percentText(model.live.mrePct)}, band held ${shareText(model.live.coverage)}.`,
    spec: {
      x: { kind: 'linear', label: 'sample', include: [0] },
      y: { kind: 'linear', label: 'error, %', include: [-5, 5] },
      marks: [
        { kind: 'guide', axis: 'y', at: 0, colour: 'ink', dashed: false },
        { kind: 'points', points: points(true), colour: 'predicted', legend: 'Inside the band' },
        { kind: 'points', points: points(false), colour: 'warn', shape: 'diamond', legend: 'Outside the band' },
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
