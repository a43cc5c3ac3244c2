import type { TrainingReport } from '../../../shared/model/training-report';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { shortNumber } from '../../ui/short-number';
import { dateTimeText, spanText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly report: TrainingReport;
}

/** What the model was made from and how to make it again, down to the hashes. */
export function DataUsed({ report }: Props) {
  return (
    <section className="bt-report-part" aria-label={tr('Data and method')}>
      <Limits report={report} />
      <BatchesUsed report={report} />
      <FeaturesUsed report={report} />
      <Method report={report} />
    </section>
  );
}

function Limits({ report: { limits, plan } }: Props) {
  const all = [...limits, ...plan.excluded];
  return (
    <Panel title={tr('Where it must not be trusted')}>
      <ul className="bt-panel-body bt-report-limits">
        {all.length === 0 ? (
          <li>{tr('Nothing was written down.')}</li>
        ) : (
          all.map((words) => <li key={words}>{words}</li>)
        )}
      </ul>
    </Panel>
  );
}

const short = (sha256: string): string => sha256.slice(0, 12);

function BatchesUsed({ report: { batches } }: Props) {
  const used = batches.reduce((sum, batch) => sum + batch.used, 0);
  return (
    <Panel title={tr('Data used: {length} batches, {used} samples', { length: batches.length, used })}>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label={tr('Batches used')}>
          <thead>
            <tr>
              <th>{tr('Batch')}</th>
              <th>{tr('Role')}</th>
              <th>{tr('Unit')}</th>
              <th>{tr('Inoculated')}</th>
              <th data-number>{tr('Length')}</th>
              <th data-number>{tr('Samples used')}</th>
              <th data-number>{tr('MRE')}</th>
              <th>{tr('Left out')}</th>
              <th>{tr('Rows, SHA-256')}</th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <td data-nowrap>
                  <span className="bt-report-name">
                    {batch.name} {batch.simulated && <SimulatedMark size="tag" words={tr('SIM')} />}
                  </span>
                </td>
                <td data-nowrap>{batch.role === 'hold-out' ? tr('Hold-out') : tr('Training')}</td>
                <td data-nowrap>{batch.unitId}</td>
                <td data-nowrap>{dateTimeText(batch.inoculatedAt).slice(0, 16)}</td>
                <td data-number>{spanText(batch.endedAt - batch.inoculatedAt)}</td>
                <td data-number>
                  {trNode('{used} of {samples}', { used: batch.used, samples: batch.samples })}
                </td>
                <td data-number>{batch.agreement ? `${shortNumber(batch.agreement.mrePct)} %` : '–'}</td>
                <td>{batch.leftOut.join('; ')}</td>
                <td className="bt-mono" title={batch.sha256}>
                  {short(batch.sha256)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function FeaturesUsed({ report: { model } }: Props) {
  return (
    <Panel
      title={tr('Input: {length} features', { length: model.features.length })}
      startsOpen={model.features.length <= 60}
    >
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label={tr('Features')}>
          <thead>
            <tr>
              <th>{tr('Feature')}</th>
              <th>{tr('What it is')}</th>
              <th>{tr('Unit')}</th>
              <th data-number>{tr('Learned from')}</th>
              <th data-number>{tr('to')}</th>
              <th data-number>{tr('Weight in the line')}</th>
            </tr>
          </thead>
          <tbody>
            {model.features.map((feature) => (
              <tr key={feature.name}>
                <td className="bt-mono">{feature.name}</td>
                <td>
                  {tr(feature.words)}
                  {feature.mayBeMissing && <span className="bt-dim">{tr(' (may be missing)')}</span>}
                </td>
                <td data-nowrap>{feature.unit}</td>
                <td data-number>{shortNumber(feature.low)}</td>
                <td data-number>{shortNumber(feature.high)}</td>
                <td data-number>{shortNumber(feature.weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Method({ report }: Props) {
  const { model, plan, interval, holdOut } = report;
  const { booster } = plan;
  const facts: readonly (readonly [string, string])[] = [
    ['Model', `${model.words} ${model.trees > 0 ? `${model.trees} trees.` : ''}`],
    [
      'Settings',
      tr(
        'at most {trees} trees, {leaves} leaves, depth {maxDepth}, rate {learningRate}, features {featureFraction}, rows {baggingFraction}, at least {minDataInLeaf} rows a leaf, L1 {lambdaL1}, L2 {lambdaL2}',
        {
          trees: booster.trees,
          leaves: booster.leaves,
          maxDepth: booster.maxDepth,
          learningRate: booster.learningRate,
          featureFraction: booster.featureFraction,
          baggingFraction: booster.baggingFraction,
          minDataInLeaf: booster.minDataInLeaf,
          lambdaL1: booster.lambdaL1,
          lambdaL2: booster.lambdaL2,
        },
      ),
    ],
    [
      'Split',
      tr('whole batches; {folds} folds drawn {repeats} times; seed {seed}', {
        folds: plan.folds,
        repeats: plan.repeats,
        seed: plan.seed,
      }),
    ],
    [
      'Band',
      `${plan.interval.method}, by ${plan.interval.basis}; rank ${interval.rank} of ${interval.scores} scores`,
    ],
    [
      tr('ONNX against trainer'),
      tr('largest relative difference {toExponential}', {
        toExponential: model.onnxDifference.toExponential(1),
      }),
    ],
    [tr('Trained in'), `${shortNumber(model.seconds)} s with ${report.software}`],
    [tr('Model, SHA-256'), model.sha256],
    [tr('Features, SHA-256'), model.featuresSha256],
    [tr('Plan, SHA-256'), report.planSha256],
    [tr('Hold-out, SHA-256'), holdOut.sha256],
  ];
  return (
    <Panel title={tr('How it was made')}>
      <dl className="bt-panel-body bt-report-method">
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={name.includes('SHA') ? 'bt-mono' : ''}>{words}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
