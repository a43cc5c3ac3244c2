import { Button } from '@mantine/core';
import { IconPlugConnected, IconRulerMeasure } from '@tabler/icons-react';
import type { CalibratedProbe } from '../../../shared/contract/calibrations';
import { methodOf } from '../../../shared/model/records/calibration-method';
import type { CalibrationRun } from '../../../shared/model/calibration-run';
import { calibrationPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { dueState, figure, signedFigure } from './calibration-words';
import { ProbeHistory } from './probe-history';
import { useProbes, useRuns } from './use-calibrations';

/** Every probe: whether its calibration holds, how it wears, and what is due. */
export function ProbesPage({ selected }: { readonly selected: string | null }) {
  const { data: probes, error, isPending } = useProbes();
  const { data: runs } = useRuns();
  if (isPending)
    return (
      <BlankState icon={IconPlugConnected} title={tr('Asking the station for its probes…')}>
        {null}
      </BlankState>
    );
  if (!probes) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  if (probes.length === 0)
    return (
      <BlankState icon={IconRulerMeasure} title={tr('No probe yet')}>
        <p>
          {tr(
            'As soon as a connection delivers pH, DO, off-gas, temperature, weight or OD, it can be calibrated here.',
          )}
        </p>
      </BlankState>
    );
  const chosen = probes.find(({ key }) => key === selected) ?? probes.find(({ passes }) => passes.length > 0);
  return (
    <>
      {error && (
        <Notice kind="warn">
          {wordsOf(error)} {tr('What is shown is the last answer.')}
        </Notice>
      )}
      <DueFigures probes={probes} />
      {runs && runs.length > 0 && <OpenRuns runs={runs} />}
      <ProbeTable probes={probes} chosen={chosen?.key ?? null} />
      {chosen && chosen.passes.length > 0 && <ProbeHistory key={chosen.key} probe={chosen} />}
    </>
  );
}

function DueFigures({ probes }: { readonly probes: readonly CalibratedProbe[] }) {
  const count = (...states: readonly CalibratedProbe['due'][]): number =>
    probes.filter(({ due }) => states.includes(due)).length;
  const late = count('overdue', 'failed');
  return (
    <section className="bt-panel bt-panel-body" aria-label={tr('What is due')}>
      <dl className="bt-facts">
        <div>
          <dt>{tr('Overdue or failed')}</dt>
          <dd className={late > 0 ? 'bt-cal-late' : undefined}>{late}</dd>
        </div>
        <div>
          <dt>{tr('Due within two days')}</dt>
          <dd>{count('soon')}</dd>
        </div>
        <div>
          <dt>{tr('Valid')}</dt>
          <dd>{count('valid')}</dd>
        </div>
        <div>
          <dt>{tr('Never calibrated here')}</dt>
          <dd>{count('never')}</dd>
        </div>
        <div>
          <dt>{tr('Doubted by other sensors')}</dt>
          <dd>{probes.filter(({ doubt }) => doubt !== null).length}</dd>
        </div>
      </dl>
    </section>
  );
}

function OpenRuns({ runs }: { readonly runs: readonly CalibrationRun[] }) {
  return (
    <Panel title={tr('Begun and not kept')}>
      <ul className="bt-cal-runs">
        {runs.map(({ id, method, channelId, serial, byName, startedAt }) => (
          <li key={id}>
            <span>
              <b>{tr(methodOf(method)?.words ?? method)}</b> {channelId}, {tr('probe {serial}', { serial })}
              <small>{tr('{who}, since {when}', { who: byName, when: dateTimeText(startedAt) })}</small>
            </span>
            <Button size="md" onClick={() => navigate(calibrationPath(id))}>
              {tr('Go on')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface TableProps {
  readonly probes: readonly CalibratedProbe[];
  readonly chosen: string | null;
}

function ProbeTable({ probes, chosen }: TableProps) {
  return (
    <Panel title={tr('Probes')}>
      <div className="bt-scroll-x">
        <table className="bt-table bt-cal-table">
          <thead>
            <tr>
              <th>{tr('Unit')}</th>
              <th>{tr('Probe')}</th>
              <th>{tr('State')}</th>
              <th data-number>{tr('Slope')}</th>
              <th>{tr('Forecast')}</th>
              <th data-number>{tr('Off last time')}</th>
              <th>{tr('To look at')}</th>
              <th aria-label={tr('Calibrate')} />
            </tr>
          </thead>
          <tbody>
            {probes.map((probe, at) => (
              <ProbeRow
                key={probe.key}
                probe={probe}
                isFirst={probes[at - 1]?.unitId !== probe.unitId}
                isChosen={probe.key === chosen}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface RowProps {
  readonly probe: CalibratedProbe;
  /** The first of its unit names it. */
  readonly isFirst: boolean;
  readonly isChosen: boolean;
}

function ProbeRow({ probe, isFirst, isChosen }: RowProps) {
  const { key, unitName, simulated, channelName, serial, passes, slopeUnit, forecast, unit } = probe;
  const last = passes.at(-1);
  const path = probe.running === null ? calibrationNewPath(probe) : calibrationPath(probe.running);
  return (
    <tr data-chosen={isChosen || undefined}>
      <td>
        <span className={isFirst ? 'bt-cal-unit-name' : 'bt-unseen'}>
          {unitName} {simulated && isFirst && <SimulatedMark size="tag" />}
        </span>
      </td>
      <td>
        <button
          type="button"
          className="bt-cal-pick"
          aria-pressed={isChosen}
          onClick={() => navigate(calibrationPath(undefined, key))}
        >
          {tr(channelName)}
          <small>{serial === null ? tr('no serial number yet') : serial}</small>
        </button>
      </td>
      <td>
        <StateWords {...dueState(probe)} />
      </td>
      <td data-number>
        {figure(last?.slope, 4)}{' '}
        <small className="bt-dim">{typeof last?.slope === 'number' ? tr(slopeUnit) : ''}</small>
      </td>
      <td>{forecast ? <Forecast forecast={forecast} /> : <span className="bt-dim">–</span>}</td>
      <td data-number>
        {signedFigure(last?.driftFound)} {typeof last?.driftFound === 'number' ? unit : ''}
      </td>
      <td className="bt-cal-doubts">
        <Doubts probe={probe} />
      </td>
      <td data-nowrap>
        <Button
          size="sm"
          variant={probe.due === 'overdue' || probe.due === 'failed' ? 'filled' : 'default'}
          onClick={() => navigate(path)}
        >
          {probe.running === null ? tr('Calibrate') : tr('Go on')}
          <span className="bt-unseen">
            {' '}
            {channelName} {unitName}
          </span>
        </Button>
      </td>
    </tr>
  );
}

const calibrationNewPath = ({ channelId }: CalibratedProbe): string =>
  `${calibrationPath('new')}?channel=${encodeURIComponent(channelId ?? '')}`;

/** When the slope reaches its limit, with the interval it is known by. */
export function Forecast({ forecast }: { readonly forecast: NonNullable<CalibratedProbe['forecast']> }) {
  const { days, earliestDays, latestDays, limit, words } = forecast;
  if (days === null) return <span className="bt-dim">{words}</span>;
  const late = latestDays === null ? tr('open') : String(Math.round(latestDays));
  return (
    <span>
      {tr('{limit} in {days} days', { limit, days: Math.round(days) })}
      <small className="bt-dim bt-cal-below">
        {tr('90 %: {from} to {to} days', { from: Math.round(earliestDays ?? 0), to: late })}
      </small>
    </span>
  );
}

function Doubts({ probe: { flagged, batches, doubt } }: { readonly probe: CalibratedProbe }) {
  if (!flagged && doubt === null) return <span className="bt-dim">{tr('Nothing')}</span>;
  const names = batches.map(({ name }) => name).join(', ');
  return (
    <>
      {flagged && (
        <StateWords
          kind="warn"
          words={names === '' ? tr('Drifted beyond its limit') : tr('Drift touches {names}', { names })}
        />
      )}
      {doubt !== null && <span className="bt-cal-doubt">{doubt}</span>}
    </>
  );
}
