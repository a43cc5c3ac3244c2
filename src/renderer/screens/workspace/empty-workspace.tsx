import { Button } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import type { UnitSummary } from '../../../shared/contract/units';
import { BlankState } from '../../ui/blank-state';
import { useMe } from '../../station/use-session';
import { presetForRoles, presetLayout, presets } from './presets';
import type { WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

interface Props {
  readonly desk: WorkspaceDesk;
  readonly units: readonly UnitSummary[];
  readonly add: () => void;
}

/** Nothing yet: begin with a preset, the one of the person's role first, or with a panel. */
export function EmptyWorkspace({ desk, units, add }: Props) {
  const me = useMe();
  const own = presetForRoles(me?.grants.map(({ role }) => role) ?? []);
  const offered = presets.toSorted((a, b) => Number(b.id === own) - Number(a.id === own));
  return (
    <div className="bt-ws-empty">
      <BlankState icon={IconLayoutDashboard} title={tr('No panels yet')}>
        <p>{tr('Begin with a preset, add a panel (w a), or drag channels here from the tree.')}</p>
        <div className="bt-ws-files">
          {offered.map(({ id, title }) => (
            <Button
              key={id}
              variant={id === own ? 'filled' : 'default'}
              disabled={units.length === 0}
              onClick={() => desk.edit({ ok: true, layout: presetLayout(id, units) })}
            >
              {title}
            </Button>
          ))}
          <Button variant="default" onClick={add}>
            {tr('Add a panel…')}
          </Button>
        </div>
      </BlankState>
    </div>
  );
}
