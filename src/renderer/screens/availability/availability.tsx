import { Select, SegmentedControl } from '@mantine/core';
import { IconChartBarOff, IconPlugConnected } from '@tabler/icons-react';
import type { Availability as Answer } from '../../../shared/contract/completeness';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Batch } from '../../../shared/model/process-unit';
import { availabilityPath, navigate, useRoute } from '../../app/route';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { SimulatedMark } from '../../ui/simulated-mark';
import { type AvailabilityChoice, availabilityWindows, choiceFor } from './availability-window';
import { ChannelPanel } from './channel-panel';
import { FiguresPanel } from './figures-panel';
import { useAvailability, useUnitBatches } from './use-availability';
import { tr } from '../../strings/translate';
import './availability.css';

/** What of the expected is there, and why the rest is missing: per channel, unit, batch, and of this application. */
export function Availability({ selected }: { readonly selected: string | null }) {
  const { data: units, error, isPending } = useUnits();
  if (isPending)
    return (
      <BlankState icon={IconPlugConnected} title={tr('Asking the station for its units…')}>
        {null}
      </BlankState>
    );
  if (!units) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  const unit = units.find(({ id }) => id === selected) ?? units[0];
  if (!unit)
    return (
      <BlankState icon={IconChartBarOff} title={tr('No unit yet')}>
        <p>{tr('As soon as a connection delivers values, their completeness is kept and shown here.')}</p>
      </BlankState>
    );
  return <UnitAvailability key={unit.id} unit={unit} units={units} />;
}

interface Props {
  readonly unit: UnitSummary;
  readonly units: readonly UnitSummary[];
}

function UnitAvailability({ unit, units }: Props) {
  const { query } = useRoute();
  const { data: batches, error: noBatches } = useUnitBatches(unit.id);
  const known = batches ?? (noBatches ? [] : null);
  const choice = known && choiceFor(unit.id, query.get('window'), query.get('batch'), known);
  const { data, error } = useAvailability(choice);
  return (
    <div className="bt-page bt-availability">
      <Choices unit={unit} units={units} batches={known ?? []} choice={choice} />
      {error && (
        <Notice kind="warn">
          {wordsOf(error)} {data ? tr('What is shown is the last answer.') : ''}
        </Notice>
      )}
      {data && choice ? <Figures answer={data} choice={choice} /> : !error && <Reading />}
    </div>
  );
}

function Reading() {
  return (
    <p className="bt-panel-note" role="status">
      {tr('Looking through the records. The first look at an imported batch reads all of its samples…')}
    </p>
  );
}

function Figures({ answer, choice }: { readonly answer: Answer; readonly choice: AvailabilityChoice }) {
  if (answer.channels.every(({ expectedMs }) => expectedMs === 0))
    return (
      <BlankState icon={IconChartBarOff} title={tr('Nothing was expected in this window')}>
        <p>{tr('No instrument of this unit was connected then. Choose another window or batch.')}</p>
      </BlankState>
    );
  return (
    <>
      <FiguresPanel answer={answer} ofBatch={choice.kind === 'batch'} />
      <ChannelPanel answer={answer} />
    </>
  );
}

interface ChoicesProps extends Props {
  readonly batches: readonly Batch[];
  readonly choice: AvailabilityChoice | null;
}

function Choices({ unit, units, batches, choice }: ChoicesProps) {
  const window =
    choice?.kind === 'last'
      ? availabilityWindows.find(({ spanMs }) => spanMs === choice.spanMs)?.id
      : 'batch';
  const offered = availabilityWindows.filter(({ id }) => id !== 'batch' || batches.length > 0);
  return (
    <div className="bt-availability-choices">
      <Select
        label={tr('Unit')}
        data={units.map(({ id, name }) => ({ value: id, label: name }))}
        value={unit.id}
        allowDeselect={false}
        onChange={(id) => id !== null && navigate(availabilityPath(id))}
      />
      {unit.simulated && <SimulatedMark size="tag" />}
      <SegmentedControl
        aria-label={tr('Window')}
        data={offered.map(({ id, words }) => ({ value: id, label: words }))}
        value={window ?? 'batch'}
        onChange={(id) => navigate(`${availabilityPath(unit.id)}?window=${id}`)}
      />
      {choice?.kind === 'batch' && (
        <Select
          label={tr('Batch')}
          data={batches.map(({ id, name, endedAt }) => ({
            value: id,
            label: `${name} · ${id}${endedAt === null ? ' · running' : ''}`,
          }))}
          value={choice.batchId}
          allowDeselect={false}
          w={380}
          onChange={(id) =>
            id !== null &&
            navigate(`${availabilityPath(unit.id)}?window=batch&batch=${encodeURIComponent(id)}`)
          }
        />
      )}
    </div>
  );
}
