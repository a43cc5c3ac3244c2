import { IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { AlarmList, StandingAlarmEntry } from '../../../shared/contract/alarms';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { momentText } from '../../ui/time-words';
import { FloodPanel } from './flood-panel';
import { OutageDialog } from './outage-dialog';
import { ShelveDialog } from './shelve-dialog';
import { StandingTable } from './standing-table';
import { useAlarmsAgain } from '../../station/alarms';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly list: AlarmList;
  /** Those that are kept from telling instead of those that tell. */
  readonly held: boolean;
}

/** Alarms that stand, or those that are shelved, suppressed or out of service. */
export function StandingPanel({ list, held }: Props) {
  const { client } = useStation();
  const again = useAlarmsAgain();
  const { busy, problem, run } = useDeed();
  const [shelving, setShelving] = useState<StandingAlarmEntry | null>(null);
  const [outing, setOuting] = useState<StandingAlarmEntry | null>(null);
  const alarms = list.alarms.filter(({ hold }) => (hold === null) !== held);
  const deed = (ask: () => Promise<unknown>): void => void run(ask).then(again);
  const words = held ? tr('Shelved, suppressed, out of service') : tr('Alarms that stand');
  return (
    <>
      {!held && list.flood && <FloodPanel flood={list.flood} now={list.now} />}
      <Panel
        title={`${words} (${alarms.length})`}
        aside={
          <span className="bt-dim">
            {trNode('as of {momentText}', { momentText: momentText(list.now, list.now) })}
          </span>
        }
      >
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        {alarms.length === 0 ? (
          <BlankState
            icon={IconBellOff}
            title={held ? tr('Nothing is kept from telling') : tr('No alarm stands')}
          >
            <p className="bt-dim">
              {held
                ? tr('Every enabled alarm would be told.')
                : tr('What happened before is in the journal.')}
            </p>
          </BlankState>
        ) : (
          <StandingTable
            alarms={alarms}
            now={list.now}
            busy={busy}
            acknowledge={(some) =>
              deed(() =>
                client.alarms.acknowledge({
                  alarms: some.map(({ unitId, alarmId }) => ({ unitId, alarmId })),
                }),
              )
            }
            shelve={setShelving}
            unshelve={({ unitId, alarmId }) => deed(() => client.alarms.unshelve({ unitId, alarmId }))}
            outOfService={setOuting}
            reset={({ unitId, alarmId }) => deed(() => client.alarms.reset({ unitId, alarmId }))}
          />
        )}
      </Panel>
      {outing && <OutageDialog alarm={outing} now={list.now} close={() => setOuting(null)} />}
      {shelving && <ShelveDialog alarm={shelving} close={() => setShelving(null)} />}
    </>
  );
}
