import { Button, Checkbox, NumberInput } from '@mantine/core';
import type { FieldOrder, FieldReport } from '../../../shared/contract/field';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText, spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { MergeChannels } from './merge-channels';
import type { MergeOrder } from './use-merge';

interface Props {
  readonly report: FieldReport;
  readonly order: FieldOrder;
  readonly busy: boolean;
  readonly merge: MergeOrder;
}

/** What a file is, what it would add and what stands against it. */
export function MergeReport({ report, order, busy, merge }: Props) {
  const { problems } = report;
  const fresh = report.channels.reduce((sum, channel) => sum + channel.fresh, 0);
  return (
    <Panel title={tr('{name}, recorded by {by}', { name: report.name, by: report.by })}>
      <div className="bt-panel-body bt-vessel-form">
        <Facts report={report} />
        {report.endWords !== '' && <Notice kind="warn">{report.endWords}</Notice>}
        {report.before && (
          <Notice kind="quiet">
            {tr(
              'This recording was merged before, by {by} on {time}. What is here already is not added again.',
              {
                by: report.before.by,
                time: dateTimeText(report.before.at),
              },
            )}
          </Notice>
        )}
        {problems.map(({ code, words }) => (
          <Notice key={code + words} kind="warn">
            {words}
          </Notice>
        ))}
        <Decisions report={report} order={order} merge={merge} />
        <MergeChannels report={report} order={order} onOrder={(next) => void merge.look(next)} />
        {report.remarks.length > 0 && <Remarks report={report} />}
        <div className="bt-vessel-go">
          <Button disabled={busy || problems.length > 0 || fresh === 0} onClick={() => void merge.merge()}>
            {tr('Merge {values} values', { values: countText(fresh) })}
          </Button>
          <span className="bt-vessel-words">
            {tr('Values that are here already stay as they are, whatever the file says.')}
          </span>
        </div>
      </div>
    </Panel>
  );
}

const signers = {
  own: tr('this computer itself'),
  known: tr('a laptop whose files were merged before'),
  first: tr('a laptop not met before'),
  changed: tr('ANOTHER KEY than this laptop had'),
} as const;

function Facts({ report }: { readonly report: FieldReport }) {
  const { startedAt, endedAt, computer, bytes, sha256, fingerprint, signer, devices } = report;
  return (
    <dl className="bt-facts">
      <div>
        <dt>{tr('Recorded')}</dt>
        <dd>
          {dateTimeText(startedAt)}
          {endedAt !== null && <small>{spanText(endedAt - startedAt)}</small>}
        </dd>
      </div>
      <div>
        <dt>{tr('Computer')}</dt>
        <dd>
          {computer}
          <small>{signers[signer]}</small>
        </dd>
      </div>
      <div>
        <dt>{tr('Key')}</dt>
        <dd className="bt-mono bt-vessel-key">{fingerprint}</dd>
      </div>
      <div>
        <dt>{tr('Devices')}</dt>
        <dd>
          {devices.map(({ key, words, serialNumber }) => (
            <small key={key}>{[words, serialNumber].filter((part) => part !== '').join(', ')}</small>
          ))}
        </dd>
      </div>
      <div>
        <dt>{tr('File')}</dt>
        <dd>
          {bytesText(bytes)}
          <small className="bt-mono">SHA-256 {sha256.slice(0, 16)}…</small>
        </dd>
      </div>
    </dl>
  );
}

function Decisions({ report, order, merge }: Omit<Props, 'busy'>) {
  const { signer, finished, keyId, clock } = report;
  const change = (part: Partial<FieldOrder>): void => void merge.look({ ...order, ...part });
  return (
    <div className="bt-vessel-decisions">
      {(signer === 'first' || signer === 'changed') && (
        <Checkbox
          size="lg"
          label={tr("I compared the key with the one on the laptop's Field page")}
          checked={order.keyId === keyId}
          onChange={(event) => change({ keyId: event.currentTarget.checked ? keyId : undefined })}
        />
      )}
      {!finished && (
        <Checkbox
          size="lg"
          label={tr('Take what is whole of a file that was cut off')}
          checked={order.acceptUnfinished}
          onChange={(event) => change({ acceptUnfinished: event.currentTarget.checked })}
        />
      )}
      <NumberInput
        label={tr('Shift every time by, s')}
        description={
          clock
            ? tr('The laptop was {offset} s ahead (± {uncertainty} s): {how}', {
                offset: clock.offsetMs / 1000,
                uncertainty: clock.uncertaintyMs / 1000,
                how: clock.how,
              })
            : tr("Nobody compared the laptop's clock")
        }
        decimalScale={3}
        value={order.shiftMs / 1000}
        onBlur={(event) => {
          const shiftMs = Math.round(Number(event.currentTarget.value) * 1000);
          if (Number.isFinite(shiftMs) && shiftMs !== order.shiftMs) change({ shiftMs });
        }}
      />
      {clock && Math.abs(clock.offsetMs) > clock.uncertaintyMs && order.shiftMs !== -clock.offsetMs && (
        <Button variant="default" onClick={() => change({ shiftMs: -clock.offsetMs })}>
          {tr('Shift by {shift} s', { shift: -clock.offsetMs / 1000 })}
        </Button>
      )}
    </div>
  );
}

function Remarks({ report }: { readonly report: FieldReport }) {
  return (
    <ul className="bt-vessel-remarks" aria-label={tr('Notes and events')}>
      {report.remarks.map(({ at, words }) => (
        <li key={`${at} ${words}`}>
          <span className="bt-dim">{dateTimeText(at)}</span> {words}
        </li>
      ))}
    </ul>
  );
}
