import { Button } from '@mantine/core';
import type { Gate, GateId, GateList } from '../../../shared/model/records/gate';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { clockText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly list: GateList | undefined;
  readonly error: string | null;
  readonly onStart: (kind: RecordKind) => void;
}

/** The form by which a gate is met; the others are met by the plant itself. */
const formOf: Partial<Record<GateId, RecordKind>> = {
  'media-released': 'media-preparation',
  'ph-calibrated': 'calibration',
  'do-calibrated': 'calibration',
  'temperature-calibrated': 'calibration',
  'off-gas-calibrated': 'calibration',
  inoculum: 'inoculation',
};

/** What must be true before inoculation, each with what was found. Shape and word tell; grey while all is well. */
export function GatesPanel({ list, error, onStart }: Props) {
  const met = list?.gates.filter((gate) => gate.met || gate.overridden).length ?? 0;
  const aside = list && (
    <StateWords
      kind={list.open ? 'good' : 'quiet'}
      words={
        list.open ? tr('All gates met') : tr('{met} of {length} met', { met, length: list.gates.length })
      }
    />
  );
  return (
    <Panel title={tr('Gates before inoculation')} aside={aside}>
      {error !== null && <Notice kind="alarm">{error}</Notice>}
      {list === undefined ? (
        error === null && <p className="bt-panel-note">{tr('Looking at the plant…')}</p>
      ) : (
        <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('Gates')}>
          <table className="bt-table bt-gates" aria-label={tr('Gates')}>
            <tbody>
              {list.gates.map((gate) => (
                <GateRow key={gate.id} gate={gate} onStart={onStart} />
              ))}
            </tbody>
          </table>
          <p className="bt-panel-note">
            {trNode('Computed {clockText}; nothing here can be ticked.', { clockText: clockText(list.at) })}
          </p>
        </div>
      )}
    </Panel>
  );
}

function GateRow({ gate, onStart }: { readonly gate: Gate; readonly onStart: (kind: RecordKind) => void }) {
  const form = formOf[gate.id];
  const state = gate.met
    ? ({ kind: 'good', words: tr('Met') } as const)
    : gate.overridden
      ? ({ kind: 'warn', words: tr('Overridden by signature') } as const)
      : ({ kind: 'quiet', words: tr('Not met') } as const);
  return (
    <tr data-gate={gate.id} data-met={gate.met || undefined}>
      <td data-nowrap>
        <StateWords {...state} />
      </td>
      <th scope="row">{tr(gate.label)}</th>
      <td>{tr(gate.words)}</td>
      <td data-nowrap>
        {!gate.met && form !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => onStart(form)}>
            {trNode('Record…{span}', { span: <span className="bt-unseen"> {tr(gate.label)}</span> })}
          </Button>
        )}
      </td>
    </tr>
  );
}
