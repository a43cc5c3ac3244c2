import { Button } from '@mantine/core';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { recordKinds, recordKindWords } from '../../../shared/model/records/record-kind';
import type { KeptRecord } from '../../../shared/model/records/record';
import { KeyCaps } from '../../app/key-caps';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { headline, kindKeys, recordTitle, statusWords, verdictKind } from './record-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly records: readonly KeptRecord[];
  /** Why a kind cannot be begun now; null where it can. */
  readonly closedWhy: (kind: RecordKind) => string | null;
  readonly onStart: (kind: RecordKind) => void;
  readonly onOpen: (id: string) => void;
}

/** All records of a batch by kind, newest version each; and the way to begin another one. */
export function RecordsTable({ records, closedWhy, onStart, onOpen }: Props) {
  return (
    <Panel title={tr('Records')} aside={<span className="bt-dim">{countWords(records)}</span>}>
      <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('Records')}>
        <table className="bt-table bt-records-table" aria-label={tr('Records')}>
          <thead>
            <tr>
              <th>{tr('Record')}</th>
              <th>{tr('Happened')}</th>
              <th>{tr('State')}</th>
              <th>{tr('Verdict and figures')}</th>
              <th>{tr('Done by')}</th>
            </tr>
          </thead>
          {recordKinds.map((kind) => (
            <KindRows
              key={kind}
              kind={kind}
              records={records.filter((record) => record.kind === kind)}
              why={closedWhy(kind)}
              onStart={onStart}
              onOpen={onOpen}
            />
          ))}
        </table>
      </div>
    </Panel>
  );
}

interface KindProps extends Pick<Props, 'onStart' | 'onOpen'> {
  readonly kind: RecordKind;
  readonly records: readonly KeptRecord[];
  readonly why: string | null;
}

function KindRows({ kind, records, why, onStart, onOpen }: KindProps) {
  const key = kind === 'batch' ? null : kindKeys[kind];
  return (
    <tbody data-kind={kind}>
      <tr className="bt-records-kind">
        <th colSpan={5} scope="rowgroup">
          <span>{tr(recordKindWords[kind])}</span>
          {records.length === 0 && <span className="bt-dim">{tr(' none yet')}</span>}
          {key !== null && (
            <Button
              variant="default"
              size="compact-sm"
              disabled={why !== null}
              title={why ?? tr('Key {key}', { key })}
              onClick={() => onStart(kind)}
            >
              {trNode('New{span}{keyCaps}', {
                span: <span className="bt-unseen"> {recordKindWords[kind].toLowerCase()}</span>,
                keyCaps: <KeyCaps keys={key} />,
              })}
            </Button>
          )}
        </th>
      </tr>
      {records.map((record) => (
        <RecordRow key={record.id} record={record} onOpen={onOpen} />
      ))}
    </tbody>
  );
}

function RecordRow({
  record,
  onOpen,
}: {
  readonly record: KeptRecord;
  readonly onOpen: (id: string) => void;
}) {
  const { id, version, status, verdict, eventAt, late, performedByName } = record;
  return (
    <tr data-record={id} data-voided={status === 'voided' || undefined} onClick={() => onOpen(id)}>
      <td>
        <button
          type="button"
          className="bt-link-button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(id);
          }}
        >
          {recordTitle(record)}
        </button>
        {version > 1 && <span className="bt-record-version">{trNode('version {version}', { version })}</span>}
      </td>
      <td>
        <span className="bt-record-when">{dateTimeText(eventAt).slice(0, 16)}</span>
        {late && <span className="bt-record-late">{tr(' entered late')}</span>}
      </td>
      <td data-nowrap>{tr(statusWords[status])}</td>
      <td>
        {verdict && <StateWords kind={verdictKind(verdict)} words={tr(verdict.words)} />}
        <span className="bt-record-figures">{headline(record)}</span>
      </td>
      <td>{performedByName}</td>
    </tr>
  );
}

const countWords = (records: readonly KeptRecord[]): string =>
  records.length === 1 ? tr('1 record') : tr('{length} records', { length: records.length });
