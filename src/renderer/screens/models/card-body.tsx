import type { ModelFileCard } from '../../../shared/model/model-file-card';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { Panel } from '../../ui/panel';
import { shortNumber } from '../../ui/short-number';
import { dateTimeText } from '../../ui/time-words';
import { FactTree } from './fact-tree';
import { sourceWords } from './model-words';
import { tr } from '../../strings/translate';

interface Props {
  readonly card: ModelFileCard;
  readonly model: ModelVersionEntry;
}

/** The card of a model as a person reads it. */
export function CardBody({ card, model }: Props) {
  const excluded = [...(card.excluded ?? []), ...card.limits];
  return (
    <>
      <Panel title={tr('Card')}>
        <dl className="bt-panel-body bt-models-facts">
          <Fact name="Purpose" words={card.purpose} />
          <Fact name="Accuracy" words={card.accuracy} />
          <Fact name="Band" words={`${Math.round(100 * card.output.intervalLevel)} %. ${card.output.interval}`} />
          <Fact name="Source" words={tr(sourceWords[model.source])} />
          {card.createdAt !== undefined && <Fact name="Made" words={dateTimeText(card.createdAt)} />}
          <Fact name="Software" words={card.software ?? tr('not written down')} />
          <Fact name="Model, SHA-256" words={card.sha256} mono />
          <Fact name="Features, SHA-256" words={model.featuresSha256} mono />
        </dl>
      </Panel>
      <Panel title={tr('Excluded cases and limits')}>
        <ul className="bt-panel-body bt-models-list">
          {excluded.length === 0 ? <li>{tr('Nothing was written down.')}</li> : excluded.map((words) => <li key={words}>{words}</li>)}
        </ul>
      </Panel>
      <InputSpace card={card} />
      <Panel title={tr('Data, splits and hashes')} startsOpen={false}>
        <div className="bt-panel-body">
          <FactTree facts={card.data} />
        </div>
      </Panel>
      <Panel title={tr('Figures')} startsOpen={false}>
        <div className="bt-panel-body">
          <FactTree facts={card.metrics} />
        </div>
      </Panel>
      {card.plan && (
        <Panel title={tr('Plan, with the limits fixed before the test')} startsOpen={false}>
          <div className="bt-panel-body">
            <FactTree facts={card.plan} />
          </div>
        </Panel>
      )}
    </>
  );
}

function Fact({ name, words, mono = false }: { readonly name: string; readonly words: string; readonly mono?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={mono ? 'bt-mono' : undefined}>{words}</dd>
    </div>
  );
}

/** What the model was trained between: outside, its answer says so. */
function InputSpace({ card: { features } }: Pick<Props, 'card'>) {
  return (
    <Panel title={tr('Input space: {length} {which}', { length: features.length, which: features.length === 1 ? tr('feature') : tr('features') })} startsOpen={features.length <= 12}>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label={tr('Input space')}>
          <thead>
            <tr>
              <th>{tr('Feature')}</th>
              <th>{tr('Unit')}</th>
              <th data-number>{tr('From')}</th>
              <th data-number>{tr('To')}</th>
              <th>{tr('Missing')}</th>
            </tr>
          </thead>
          <tbody>
            {features.map((feature) => (
              <tr key={feature.name}>
                <td className="bt-mono">
                  {feature.name} <span className="bt-dim">v{feature.version}</span>
                </td>
                <td>{feature.unit}</td>
                <td data-number>{shortNumber(feature.low)}</td>
                <td data-number>{shortNumber(feature.high)}</td>
                <td>{feature.mayBeMissing ? tr('answers without it') : tr('no answer')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
