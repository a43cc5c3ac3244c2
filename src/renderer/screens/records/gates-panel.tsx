import { Button } from '@mantine/core';
import type { Gate, GateId, GateList } from '../../../shared/model/records/gate';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { clockText } from '../../ui/time-words';

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
      words={list.open ? 'All gates met' : `${met} of ${list.gates.length} met`}
    />
  );
  return (
    <Panel title="Gates before inoculation" aside={aside}>
      {error !== null && <Notice kind="alarm">{error}</Notice>}
      {list === undefined ? (
        error === null && <p className="bt-panel-note">Looking at the plant…</p>
      ) : (
        <div className="bt-scroll-x" tabIndex={0} role="group" aria-label="Gates">
          <table className="bt-table bt-gates" aria-label="Gates">
            <tbody>
              {list.gates.map((gate) => (
                <GateRow key={gate.id} gate={gate} onStart={onStart} />
              ))}
            </tbody>
          </table>
          <p className="bt-panel-note">Computed {clockText(list.at)}; nothing here can be ticked.</p>
        </div>
      )}
    </Panel>
  );
}

function GateRow({ gate, onStart }: { readonly gate: Gate; readonly onStart: (kind: RecordKind) => void }) {
  const form = formOf[gate.id];
  const state = gate.met
    ? ({ kind: 'good', words: 'Met' } as const)
    : gate.overridden
      ? ({ kind: 'warn', words: 'Overridden by signature' } as const)
      : ({ kind: 'quiet', words: 'Not met' } as const);
  return (
    <tr data-gate={gate.id} data-met={gate.met || undefined}>
      <td data-nowrap>
        <StateWords {...state} />
      </td>
      <th scope="row">{gate.label}</th>
      <td>{gate.words}</td>
      <td data-nowrap>
        {!gate.met && form !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => onStart(form)}>
            Record…<span className="bt-unseen"> {gate.label}</span>
          </Button>
        )}
      </td>
    </tr>
  );
}
