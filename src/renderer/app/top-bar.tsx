import { ActionIcon, Kbd, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconCommand, IconKeyboard } from '@tabler/icons-react';
import type { UnitSummary } from '../../shared/contract/units';
import { useBatches } from '../station/queries';
import { WaitingMark } from '../screens/records/outbox/waiting-mark';
import { SimulatedMark } from '../ui/simulated-mark';
import { Clock } from './clock';
import { CompletenessMark } from './completeness-mark';
import { LatencyMark } from './latency-mark';
import { LinkMark } from './link-mark';
import { RecordedMark } from './recorded-mark';
import type { Route } from './route';
import { SchemeButton } from './scheme-button';
import { UserMenu } from './session/user-menu';
import { simulatedWords } from './simulated-on-screen';
import { tr, trNode } from '../strings/translate';

interface Props {
  readonly route: Route;
  readonly units: readonly UnitSummary[];
  readonly onShowKeys: () => void;
}

/** What is true of the whole window: where we are, whether it is real, whether it is current, whether it is safe. */
export function TopBar({ route, units, onShowKeys }: Props) {
  const { data: batches } = useBatches(route.screen === 'batch');
  const batch = route.screen === 'batch' ? batches?.find(({ id }) => id === route.batchId) : undefined;
  const simulated = batch ? (batch.simulated ? 'SIMULATED' : null) : simulatedWords(route, units);
  const { title, sub } = batch ? { title: batch.name, sub: batch.unitName } : heading(route, units);
  return (
    <header className="bt-bar">
      <h1>{title}</h1>
      {sub !== '' && <span className="bt-bar-sub">{sub}</span>}
      {simulated !== null && <SimulatedMark size="bar" words={simulated} />}
      <span className="bt-bar-fill" />
      <WaitingMark />
      <LinkMark />
      <span className="bt-divider" />
      <CompletenessMark units={units} />
      <RecordedMark />
      <LatencyMark />
      <span className="bt-divider" />
      <Clock />
      <span className="bt-divider" />
      <Tooltip
        label={
          <>
            {trNode('Commands {kbd} {kbd2}', {
              kbd: <Kbd size="xs">{tr('Ctrl')}</Kbd>,
              kbd2: <Kbd size="xs">K</Kbd>,
            })}
          </>
        }
      >
        <ActionIcon aria-label={tr('Open the command palette')} size="md" onClick={spotlight.open}>
          <IconCommand size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={<>{trNode('Keyboard shortcuts {kbd}', { kbd: <Kbd size="xs">?</Kbd> })}</>}>
        <ActionIcon aria-label={tr('Show keyboard shortcuts')} size="md" onClick={onShowKeys}>
          <IconKeyboard size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <SchemeButton />
      <span className="bt-divider" />
      <UserMenu />
    </header>
  );
}

const titles = {
  overview: tr('Overview'),
  batches: tr('Batches'),
  batch: tr('Batch'),
  compare: tr('Compare batches'),
  'batch-card': tr('Report card'),
  'batch-record': tr('Batch record'),
  records: tr('Records'),
  field: tr('Field'),
  connections: tr('Connections'),
  simulator: tr('Simulator'),
  availability: tr('Availability'),
  data: tr('Import and export'),
  models: tr('Models'),
  train: tr('Train a model'),
  report: tr('Report'),
  people: tr('People'),
  calibration: tr('Calibration'),
  quality: tr('Quality'),
  alarms: tr('Alarms'),
  audit: tr('Audit'),
  system: tr('System'),
  handbook: tr('Handbook'),
  shift: tr('Shift report'),
  workspace: tr('Workspace'),
  unknown: tr('Nothing here'),
};

/** Title of a screen and, for a unit, the batch on it. */
function heading(route: Route, units: readonly UnitSummary[]): { title: string; sub: string } {
  if (route.screen !== 'unit') return { title: tr(titles[route.screen]), sub: '' };
  const unit = units.find((candidate) => candidate.id === route.unitId);
  return { title: unit?.name ?? route.unitId, sub: unit?.batch?.name ?? '' };
}
