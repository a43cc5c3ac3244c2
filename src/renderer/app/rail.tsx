import { Tooltip } from '@mantine/core';
import { IconChevronsLeft, IconChevronsRight, IconLayoutGrid } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import { useUnits } from '../station/queries';
import { Mark } from './mark';
import { placeGroups, type PlaceIcon } from './places';
import { overviewPath, unitPath, type Route } from './route';
import { shortName } from './short-name';
import { tr } from '../strings/translate';

type Width = 'wide' | 'narrow';

interface LinkProps {
  readonly href: string;
  readonly here: boolean;
  readonly words: string;
  readonly width: Width;
  readonly icon: PlaceIcon;
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
        {placeGroups.map((group) => (
          <div key={group[0]?.href} className="bt-rail-group">
            {group.map(({ href, words, icon, screens }) => (
              <RailLink
                key={href}
                href={href}
                here={screens.includes(route.screen)}
                words={words}
                width={width}
                icon={icon}
              />
            ))}
          </div>
        ))}
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
