import type { TrainingReport } from '../../../shared/model/training-report';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { shortNumber } from '../../ui/short-number';
import { dateTimeText, spanText } from '../../ui/time-words';

interface Props {
  readonly report: TrainingReport;
}

/** What the model was made from and how to make it again, down to the hashes. */
export function DataUsed({ report }: Props) {
  return (
    <section className="bt-report-part" aria-label="Data and method">
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
    <Panel title="Where it must not be trusted">
      <ul className="bt-panel-body bt-report-limits">
        {all.length === 0 ? (
          <li>Nothing was written down.</li>
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
    <Panel title={`Data used: ${batches.length} batches, ${used} samples`}>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label="Batches used">
          <thead>
            <tr>
              <th>Batch</th>
              <th>Role</th>
              <th>Unit</th>
              <th>Inoculated</th>
              <th data-number>Length</th>
              <th data-number>Samples used</th>
              <th data-number>MRE</th>
              <th>Left out</th>
              <th>Rows, SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <td data-nowrap>
                  <span className="bt-report-name">
                    {batch.name} {batch.simulated && <SimulatedMark size="tag" words="SIM" />}
                  </span>
                </td>
                <td data-nowrap>{batch.role === 'hold-out' ? 'Hold-out' : 'Training'}</td>
                <td data-nowrap>{batch.unitId}</td>
                <td data-nowrap>{dateTimeText(batch.inoculatedAt).slice(0, 16)}</td>
                <td data-number>{spanText(batch.endedAt - batch.inoculatedAt)}</td>
                <td data-number>
                  {batch.used} of {batch.samples}
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
    <Panel title={`Input: ${model.features.length} features`} startsOpen={model.features.length <= 60}>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label="Features">
          <thead>
            <tr>
              <th>Feature</th>
              <th>What it is</th>
              <th>Unit</th>
              <th data-number>Learned from</th>
              <th data-number>to</th>
              <th data-number>Weight in the line</th>
            </tr>
          </thead>
          <tbody>
            {model.features.map((feature) => (
              <tr key={feature.name}>
                <td className="bt-mono">{feature.name}</td>
                <td>
                  {feature.words}
                  {feature.mayBeMissing && <span className="bt-dim"> (may be missing)</span>}
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
      `at most ${booster.trees} trees, ${booster.leaves} leaves, depth ${booster.maxDepth}, rate ${booster.learningRate}, features ${booster.featureFraction}, rows ${booster.baggingFraction}, at least ${booster.minDataInLeaf} rows a leaf, L1 ${booster.lambdaL1}, L2 ${booster.lambdaL2}`,
    ],
    ['Split', `whole batches; ${plan.folds} folds drawn ${plan.repeats} times; seed ${plan.seed}`],
    [
      'Band',
      `${plan.interval.method}, by ${plan.interval.basis}; rank ${interval.rank} of ${interval.scores} scores`,
    ],
    ['ONNX against trainer', `largest relative difference ${model.onnxDifference.toExponential(1)}`],
    ['Trained in', `${shortNumber(model.seconds)} s with ${report.software}`],
    ['Model, SHA-256', model.sha256],
    ['Features, SHA-256', model.featuresSha256],
    ['Plan, SHA-256', report.planSha256],
    ['Hold-out, SHA-256', holdOut.sha256],
  ];
  return (
    <Panel title="How it was made">
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
