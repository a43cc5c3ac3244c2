import { Checkbox } from '@mantine/core';
import type { ModelState, ModelVersionEntry } from '../../../shared/model/model-registry';
import { modelPath, navigate } from '../../app/route';
import { shortNumber } from '../../ui/short-number';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { changedByWords, keyOf, percentText, shareText, stateOf, testState, usedFor } from './model-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly models: readonly ModelVersionEntry[];
  /** Keys of at most two. */
  readonly chosen: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
}

const order = ['champion', 'shadow', 'damaged', 'candidate', 'retired'] as const satisfies ModelState[];

/** Versions, those in use first; a row leads to its card. */
export function ModelTable({ models, chosen, onChoose }: Props) {
  const rows = models.toSorted(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.registeredAt - a.registeredAt,
  );
  const choose = (key: string, on: boolean): void =>
    onChoose(on ? [...chosen, key].slice(-2) : chosen.filter((other) => other !== key));
  return (
    <section className="bt-panel bt-scroll-x" tabIndex={0}>
      <table className="bt-table bt-models-table" aria-label={tr('Models')}>
        <thead>
          <tr>
            <th>
              <span className="bt-unseen">{tr('Compare')}</span>
            </th>
            <th>{tr('Model')}</th>
            <th>{tr('State')}</th>
            <th>{tr('Predicts')}</th>
            <th>{tr('Accuracy, on what data')}</th>
            <th>{tr('Limits')}</th>
            <th>{tr('Live against samples')}</th>
            <th>{tr('Changed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((model) => (
            <Row key={keyOf(model)} model={model} chosen={chosen.includes(keyOf(model))} onChoose={choose} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly model: ModelVersionEntry;
  readonly chosen: boolean;
  readonly onChoose: (key: string, on: boolean) => void;
}

function Row({ model, chosen, onChoose }: RowProps) {
  const { name, version, state, simulated, figures, live, accuracy, changedAt, problem } = model;
  const key = keyOf(model);
  const { kind, words, means } = stateOf[state];
  return (
    <tr data-model={key} data-state={state} onClick={() => navigate(modelPath(model))}>
      <td onClick={(event) => event.stopPropagation()}>
        <Checkbox
          aria-label={tr('Compare {key}', { key })}
          checked={chosen}
          onChange={(event) => onChoose(key, event.currentTarget.checked)}
        />
      </td>
      <td>
        <span className="bt-models-name">
          <a href={modelPath(model)} onClick={(event) => event.stopPropagation()}>
            {name} {version}
          </a>
          {simulated && <SimulatedMark size="tag" />}
        </span>
      </td>
      <td data-nowrap title={problem === '' ? means : problem}>
        <StateWords kind={kind} words={words} />
      </td>
      <td>{usedFor(model)}</td>
      <td className="bt-models-accuracy">
        {figures.mrePct === null ? (
          <span className="bt-dim">{accuracy === '' ? tr('Not measured') : accuracy}</span>
        ) : (
          <>
            <b>{percentText(figures.mrePct)}</b>, R² {shortNumber(figures.r2, 4)}
            <small>{trNode('Band held {shareText}; {measuredOn}', { shareText: shareText(figures.coverage), measuredOn: figures.measuredOn })}</small>
          </>
        )}
      </td>
      <td data-nowrap title={model.verdict || undefined}>
        <StateWords {...testState[model.test]} />
      </td>
      <td data-nowrap>
        {live.n === 0 ? (
          <span className="bt-dim">–</span>
        ) : (
          <>{trNode('{percentText}, band {shareText}{small}', { percentText: percentText(live.mrePct), shareText: shareText(live.coverage), small: <small>{trNode('{n} samples', { n: live.n })}</small> })}</>
        )}
      </td>
      <td className="bt-models-changed">
        {dateTimeText(changedAt).slice(0, 16)}
        {model.changedFor !== undefined && (
          <small title={model.changedFor}>
            {model.changedBy && tr(changedByWords[model.changedBy])}: {model.changedFor}
          </small>
        )}
      </td>
    </tr>
  );
}
