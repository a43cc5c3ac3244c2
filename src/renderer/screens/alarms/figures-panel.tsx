import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { AlarmKpiAnswer } from '../../../shared/contract/alarms';
import { alarmPriorities } from '../../../shared/model/alarm';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { useAlarmKpi } from '../../station/alarms';
import { tr } from '../../strings/translate';

const dayMs = 86_400_000;
const spans = [
  { value: '1', label: tr('Day') },
  { value: '7', label: tr('Week') },
  { value: '30', label: tr('30 days') },
];

/** How one operating position is burdened, held against the figures of ISA-18.2 and EEMUA 191. */
export function FiguresPanel({ now }: { readonly now: number }) {
  const [days, setDays] = useState('7');
  const to = Math.ceil(now / 60_000) * 60_000;
  const { data, error } = useAlarmKpi(Math.max(0, to - Number(days) * dayMs), to);
  return (
    <Panel
      title={tr('Figures of this operating position')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={tr('Time looked at')}
          data={spans}
          value={days}
          onChange={setDays}
        />
      }
    >
      <div className="bt-panel-body">
        {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
        {data && <Figures kpi={data} />}
      </div>
    </Panel>
  );
}

function Figures({ kpi }: { readonly kpi: AlarmKpiAnswer }) {
  const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
  return (
    <>
      {kpi.indicative && (
        <p className="bt-dim">
          {tr('Indicative: less than 30 days were looked at, so the figures say little yet.')}
        </p>
      )}
      <dl className="bt-facts">
        <Figure name="Alarms" value={String(kpi.count)} />
        <Figure
          name="A day"
          value={kpi.perDay.toFixed(1)}
          aim={tr('about 150, at most 300')}
          within={kpi.perDay <= 150}
          over={kpi.perDay > 300}
        />
        <Figure
          name="An hour"
          value={kpi.perHour.toFixed(2)}
          aim={tr('about 6, at most 12')}
          within={kpi.perHour <= 6}
          over={kpi.perHour > 12}
        />
        <Figure
          name="In ten minutes"
          value={kpi.perTenMin.toFixed(2)}
          aim={tr('about 1, at most 2')}
          within={kpi.perTenMin <= 1}
          over={kpi.perTenMin > 2}
        />
        <Figure
          name="Most in ten minutes"
          value={String(kpi.mostInTenMin)}
          aim={tr('at most 10')}
          within={kpi.mostInTenMin <= 10}
          over={kpi.mostInTenMin > 10}
        />
        <Figure
          name="Time in flood"
          value={percent(kpi.timeInFlood)}
          aim={tr('below 1 %')}
          within={kpi.timeInFlood < 0.01}
          over={kpi.timeInFlood >= 0.01}
        />
        <Figure
          name="Chattering"
          value={String(kpi.chattering.length)}
          aim={tr('none')}
          within={kpi.chattering.length === 0}
          over={false}
        />
        <Figure
          name="Stale, over 24 h"
          value={String(kpi.stale.length)}
          aim={tr('fewer than 5')}
          within={kpi.stale.length < 5}
          over={kpi.stale.length >= 5}
        />
      </dl>
      <div className="bt-alarm-pair">
        <table className="bt-table" aria-label={tr('Priorities')}>
          <thead>
            <tr>
              <th scope="col">{tr('Priority')}</th>
              <th scope="col" data-number>
                {tr('Alarms')}
              </th>
              <th scope="col" data-number>
                {tr('Share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {alarmPriorities.map(({ id, words }) => (
              <tr key={id}>
                <td>{words}</td>
                <td data-number>{kpi.byPriority[id]}</td>
                <td data-number>{kpi.count === 0 ? '–' : percent(kpi.byPriority[id] / kpi.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="bt-table" aria-label={tr('The ten that came most often')}>
          <thead>
            <tr>
              <th scope="col">{tr('Came most often')}</th>
              <th scope="col" data-number>
                {tr('Times')}
              </th>
              <th scope="col" data-number>
                {tr('Share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {kpi.topTen.map(({ key, count, share }) => (
              <tr key={key}>
                <td>{key}</td>
                <td data-number>{count}</td>
                <td data-number>{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly aim?: string;
  readonly within?: boolean;
  readonly over?: boolean;
}

function Figure({ name, value, aim, within = true, over = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {aim !== undefined && (
        <dd className="bt-alarm-aim">
          <StateWords kind={over ? 'warn' : within ? 'good' : 'quiet'} words={aim} />
        </dd>
      )}
    </div>
  );
}
