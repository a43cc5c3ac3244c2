import { Button } from '@mantine/core';
import { useState } from 'react';
import { alarmOutageStates, isOpenOutage, type AlarmOutage } from '../../../shared/model/alarm-outage';
import { openSignRecord } from '../../app/sign-record';
import { useAlarmOutages, useAlarmsAgain } from '../../station/alarms';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { tr, trNode } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { PriorityMark } from '../../ui/priority-mark';
import { dateTimeText, spanText } from '../../ui/time-words';
import { OutageDialog } from './outage-dialog';
import { ReasonDialog } from './reason-dialog';

/** Alarms out of service: what waits for a signature, what is in force until when, what came back. */
export function OutagesPanel({ now }: { readonly now: number }) {
  const { client } = useStation();
  const { data, error } = useAlarmOutages();
  const again = useAlarmsAgain();
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState<AlarmOutage | null>(null);
  const open = data?.filter((outage) => isOpenOutage(outage, now)).length ?? 0;
  return (
    <Panel
      title={tr('Out of service, by two signatures ({open})', { open })}
      aside={
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {tr('Take out of service…')}
        </Button>
      }
    >
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      {data?.length === 0 && (
        <p className="bt-panel-note">{tr('No alarm is or was out of service in the last 30 days.')}</p>
      )}
      {data && data.length > 0 && (
        <div
          className="bt-scroll-x"
          role="group"
          tabIndex={0}
          aria-label={tr('Out of service, scrolled sideways')}
        >
          <table className="bt-table" aria-label={tr('Alarms out of service')}>
            <thead>
              <tr>
                <th scope="col">{tr('Priority')}</th>
                <th scope="col">{tr('Unit')}</th>
                <th scope="col">{tr('Alarm')}</th>
                <th scope="col">{tr('State')}</th>
                <th scope="col">{tr('Until')}</th>
                <th scope="col">{tr('Why')}</th>
                <th scope="col">{tr('Asked by')}</th>
                <th scope="col">{tr('Signed by')}</th>
                <th scope="col">
                  <span className="bt-unseen">{tr('Deeds')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((outage) => (
                <OutageRow
                  key={outage.id}
                  outage={outage}
                  now={now}
                  sign={() => openSignRecord([{ type: 'alarm-outage', id: outage.id }], undefined, () => void again())} // prettier-ignore
                  end={() => setEnding(outage)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asking && <OutageDialog alarm={undefined} now={now} close={() => setAsking(false)} />}
      {ending && (
        <ReasonDialog
          title={
            ending.state === 'in-force'
              ? tr('Return {words} of {unitId} to service', { words: tr(ending.words), unitId: ending.unitId })
              : tr('Withdraw the request for {words} of {unitId}', { words: tr(ending.words), unitId: ending.unitId }) // prettier-ignore
          }
          words={tr('It is told again from now on where its condition holds.')}
          deed={ending.state === 'in-force' ? tr('Return to service') : tr('Withdraw')}
          run={async (reason) => {
            await client.alarms.endOutage({ id: ending.id, reason });
            await again();
          }}
          close={() => setEnding(null)}
        />
      )}
    </Panel>
  );
}

interface RowProps {
  readonly outage: AlarmOutage;
  readonly now: number;
  readonly sign: () => void;
  readonly end: () => void;
}

const soonMs = 86_400_000;

function OutageRow({ outage, now, sign, end }: RowProps) {
  const { state, until, words, unitId } = outage;
  const name = tr('{words} of {unitId}', { words: tr(words), unitId });
  const stateWords = alarmOutageStates.find(({ id }) => id === state)?.words ?? state;
  const unsigned = state === 'requested' || state === 'signed';
  const soon = state === 'in-force' && until - now < soonMs;
  return (
    <tr data-outage={`${unitId}/${outage.alarmId}`} data-state={state}>
      <td>
        <PriorityMark priority={outage.priority} quiet />
      </td>
      <td data-nowrap>{unitId}</td>
      <td>
        <b>{tr(words)}</b>
      </td>
      <td>
        {tr(stateWords)}
        {outage.ended !== '' && <div className="bt-dim">{outage.ended}</div>}
      </td>
      <td data-nowrap>
        {dateTimeText(until).slice(0, 16)}
        {soon && <div className="bt-dim">{trNode('ends in {span}', { span: spanText(until - now) })}</div>}
      </td>
      <td>{outage.reason}</td>
      <td data-nowrap>{outage.requestedBy.name}</td>
      <td>{outage.signedBy.join(', ')}</td>
      <td data-nowrap>
        <div className="bt-alarm-deeds">
          {unsigned && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={tr('Sign {name}', { name })}
              onClick={sign}
            >
              {tr('Sign…')}
            </Button>
          )}
          {isOpenOutage(outage, now) && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={
                unsigned ? tr('Withdraw {name}', { name }) : tr('Return {name} to service', { name })
              }
              onClick={end}
            >
              {unsigned ? tr('Withdraw…') : tr('Return to service…')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
