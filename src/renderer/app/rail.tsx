import { Tooltip } from '@mantine/core';
import {
  IconBell,
  IconChartBar,
  IconChevronsLeft,
  IconChevronsRight,
  IconFlask,
  IconHeartRateMonitor,
  IconLayoutDashboard,
  IconLayoutGrid,
  IconListDetails,
  IconClipboardList,
  IconPlugConnected,
  IconHistory,
  IconShieldCheck,
  IconBrain,
  IconTransfer,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import { useUnits } from '../station/queries';
import { Mark } from './mark';
import {
  availabilityPath,
  batchesPath,
  connectionsPath,
  overviewPath,
  peoplePath,
  recordsPath,
  simulatorPath,
  alarmsPath,
  auditPath,
  systemPath,
  unitPath,
} from './route';
import { dataPath, modelsPath } from './route';
import { qualityPath, workspacePath } from './route';
import type { Route } from './route';
import { shortName } from './short-name';
import { tr } from '../strings/translate';

type Width = 'wide' | 'narrow';

interface LinkProps {
  readonly href: string;
  readonly here: boolean;
  readonly words: string;
  readonly width: Width;
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
}

function RailLink({ href, here, words, width, icon: Icon }: LinkProps) {
  return (
    <Tooltip label={words} position="right" disabled={width === 'wide'}>
      <a className="bt-rail-link" href={href} aria-current={here ? 'page' : undefined} aria-label={words}>
        <Icon size={18} stroke={1.7} aria-hidden />
        <span className="bt-rail-word">{words}</span>
      </a>
    </Tooltip>
  );
}

function UnitLink({ unit, here, width }: { unit: UnitSummary; here: boolean; width: Width }) {
  const label = `${unit.name}${unit.simulated ? ', simulated' : ''}`;
  return (
    <li>
      <Tooltip label={label} position="right" disabled={width === 'wide'}>
        <a className="bt-rail-link" href={unitPath(unit.id)} aria-current={here ? 'page' : undefined}>
          <span className="bt-rail-name">{unit.name}</span>{' '}
          <span className="bt-rail-short">{shortName(unit.name)}</span>
          {unit.simulated && <span className="bt-rail-sim">{tr('SIM')}</span>}
        </a>
      </Tooltip>
    </li>
  );
}

/** The units as the rail lists them, or what there is to say instead. */
function UnitLinks({ route, width }: { route: Route; width: Width }): ReactNode {
  const { data: units, isError } = useUnits();
  const wide = width === 'wide';
  if (isError && units === undefined)
    return wide ? <p className="bt-rail-note">{tr('Units could not be read')}</p> : null;
  if (units === undefined) return wide ? <p className="bt-rail-note">{tr('Reading units…')}</p> : null;
  if (units.length === 0) return wide ? <p className="bt-rail-note">{tr('No units yet')}</p> : null;
  return (
    <ul className="bt-rail-units" aria-label={tr('Units')}>
      {units.map((unit) => (
        <UnitLink
          key={unit.id}
          unit={unit}
          here={route.screen === 'unit' && route.unitId === unit.id}
          width={width}
        />
      ))}
    </ul>
  );
}

interface RailProps {
  readonly route: Route;
  readonly width: Width;
  readonly onToggle: () => void;
}

/** The way to every screen: jobs as icons and words, units beneath the overview. */
export function Rail({ route, width, onToggle }: RailProps) {
  const Chevron = width === 'wide' ? IconChevronsLeft : IconChevronsRight;
  const toggleWords = width === 'wide' ? tr('Make the navigation narrow') : tr('Make the navigation wide');
  return (
    <nav className="bt-rail" aria-label={tr('Screens')}>
      <div className="bt-brand">
        <Mark size={26} />
        <span className="bt-rail-word">{tr('Bioprocess Twin')}</span>
      </div>
      <div className="bt-rail-links">
        <RailLink
          href={overviewPath}
          here={route.screen === 'overview'}
          words={tr('Overview')}
          width={width}
          icon={IconLayoutGrid}
        />
        <UnitLinks route={route} width={width} />
        <RailLink
          href={workspacePath()}
          here={route.screen === 'workspace'}
          words={tr('Workspace')}
          width={width}
          icon={IconLayoutDashboard}
        />
        <RailLink
          href={alarmsPath()}
          here={route.screen === 'alarms'}
          words={tr('Alarms')}
          width={width}
          icon={IconBell}
        />
        <RailLink
          href={batchesPath}
          here={route.screen === 'batches' || route.screen === 'batch'}
          words={tr('Batches')}
          width={width}
          icon={IconListDetails}
        />
        <RailLink
          href={recordsPath()}
          here={route.screen === 'records' || route.screen === 'batch-record'}
          words={tr('Records')}
          width={width}
          icon={IconClipboardList}
        />
        <RailLink
          href={modelsPath}
          here={route.screen === 'models' || route.screen === 'train' || route.screen === 'report'}
          words={tr('Models')}
          width={width}
          icon={IconBrain}
        />
        <RailLink
          href={qualityPath}
          here={route.screen === 'quality'}
          words={tr('Quality')}
          width={width}
          icon={IconShieldCheck}
        />
        <RailLink
          href={connectionsPath}
          here={route.screen === 'connections'}
          words={tr('Connections')}
          width={width}
          icon={IconPlugConnected}
        />
        <RailLink
          href={simulatorPath}
          here={route.screen === 'simulator'}
          words={tr('Simulator')}
          width={width}
          icon={IconFlask}
        />
        <RailLink
          href={availabilityPath()}
          here={route.screen === 'availability'}
          words={tr('Availability')}
          width={width}
          icon={IconChartBar}
        />
        <RailLink
          href={dataPath}
          here={route.screen === 'data'}
          words={tr('Import and export')}
          width={width}
          icon={IconTransfer}
        />
        <RailLink
          href={peoplePath}
          here={route.screen === 'people'}
          words={tr('People')}
          width={width}
          icon={IconUsers}
        />
        <RailLink
          href={auditPath}
          here={route.screen === 'audit'}
          words={tr('Audit')}
          width={width}
          icon={IconHistory}
        />
        <RailLink
          href={systemPath}
          here={route.screen === 'system'}
          words={tr('System')}
          width={width}
          icon={IconHeartRateMonitor}
        />
      </div>
      <div className="bt-rail-foot">
        <button type="button" className="bt-rail-link" onClick={onToggle} aria-label={toggleWords}>
          <Chevron size={17} stroke={1.7} aria-hidden />
          <span className="bt-rail-word">{tr('Narrow')}</span>
        </button>
      </div>
    </nav>
  );
}
