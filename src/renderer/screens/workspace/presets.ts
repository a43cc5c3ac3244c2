import type { UnitSummary } from '../../../shared/contract/units';
import type { ChannelId } from '../../../shared/model/identity';
import {
  emptyLayout,
  type LayoutPanel,
  type LayoutPlace,
  type PanelSettings,
  type WorkspaceLayout,
} from '../../../shared/model/workspace-layout';
import { tr } from '../../strings/translate';

export const presets = [
  { id: 'technician', title: tr('Technician'), words: tr('One vessel: what it does now, alarms, notes') },
  {
    id: 'engineer',
    title: tr('Control-room engineer'),
    words: tr('All vessels side by side, alarms, the twin'),
  },
  {
    id: 'scientist',
    title: tr('Scientist'),
    words: tr('Biology of one vessel: growth, gas, what the twin says'),
  },
  { id: 'wall', title: tr('Wall'), words: tr('Large figures and trends, readable from three metres') },
] as const;
export type PresetId = (typeof presets)[number]['id'];

/** Which preset a person's role begins with. */
export function presetForRoles(roles: readonly string[]): PresetId {
  if (roles.includes('scientist')) return 'scientist';
  if (roles.includes('technician')) return 'technician';
  return 'engineer';
}

/** A tree that is written down as it looks: panels are named on their way. */
function builder() {
  const panels: LayoutPanel[] = [];
  const panel = (settings: PanelSettings, share = 1): LayoutPlace => {
    const id = `p${panels.length + 1}`;
    panels.push({ id, title: null, settings });
    return { kind: 'tabs', share, panels: [id], front: id };
  };
  const line =
    (kind: 'row' | 'column') =>
    (share: number, ...places: LayoutPlace[]): LayoutPlace => ({ kind, share, places });
  return { panels, panel, row: line('row'), column: line('column') };
}

/** The preset for the units there are: nothing in it names a unit or a channel that is not there. */
export function presetLayout(id: PresetId, units: readonly UnitSummary[]): WorkspaceLayout {
  const title = presets.find((preset) => preset.id === id)?.title ?? id;
  const [first] = units.toSorted((a, b) => Number(b.batch !== null) - Number(a.batch !== null));
  if (!first) return emptyLayout(title);
  const { panels, root } = { technician, engineer, scientist, wall }[id](first, units);
  return { ...emptyLayout(title), panels, root };
}

interface Built {
  readonly panels: LayoutPanel[];
  readonly root: LayoutPlace;
}

function has(unit: UnitSummary, tags: readonly string[]): ChannelId[] {
  return tags.flatMap((tag) => unit.channels.find((channel) => channel.tag === tag)?.id ?? []);
}

function trend(unit: UnitSummary, tags: readonly string[]): PanelSettings {
  return {
    kind: 'trend',
    channels: has(unit, tags),
    scale: 'own',
    limits: true,
    phases: true,
    notes: true,
    compare: null,
  };
}

const vitals = ['DO', 'pH', 'Temp_Broth', 'Stir_PV', 'Gas_Flow_Inlet', 'Reactor_Pressure', 'Weight', 'OD', 'OffGas_CO2', 'OffGas_O2', 'Feed_Glycerol', 'Feed_MeOH', 'Base_Pump_Rate']; // prettier-ignore

function technician(unit: UnitSummary): Built {
  const { panels, panel, row, column } = builder();
  const root = row(
    1,
    column(0.28, panel({ kind: 'table', channels: has(unit, vitals) }, 0.62), panel({ kind: 'phases', unitId: unit.id }, 0.38)), // prettier-ignore
    column(0.46, panel(trend(unit, ['DO', 'Stir_PV'])), panel(trend(unit, ['pH', 'Base_Pump_Rate'])), panel(trend(unit, ['Temp_Broth']))), // prettier-ignore
    column(0.26, panel({ kind: 'alarms', unitId: unit.id }, 0.4), panel({ kind: 'notes', unitId: unit.id }, 0.6)), // prettier-ignore
  );
  return { panels, root };
}

function engineer(first: UnitSummary, units: readonly UnitSummary[]): Built {
  const { panels, panel, row, column } = builder();
  const shown = units.slice(0, 4);
  const root = row(
    1,
    ...shown.map((unit) =>
      column(
        0.74 / shown.length,
        panel(trend(unit, ['OD_pred', 'mu'])),
        panel(trend(unit, ['DO', 'Stir_PV'])),
        panel(trend(unit, ['OUR', 'CER'])),
        panel({ kind: 'phases', unitId: unit.id }, 0.6),
      ),
    ),
    column(
      0.26,
      panel({ kind: 'alarms', unitId: null }, 0.5),
      panel({ kind: 'twin', unitId: first.id }, 0.5),
    ),
  );
  return { panels, root };
}

function scientist(unit: UnitSummary): Built {
  const { panels, panel, row, column } = builder();
  const root = row(
    1,
    column(
      0.4,
      panel(trend(unit, ['OD', 'OD_pred', 'mu'])),
      panel({ kind: 'off-gas', unitId: unit.id }, 1.4),
    ),
    column(0.34, panel(trend(unit, ['DO', 'Feed_Glycerol', 'Feed_MeOH'])), panel(trend(unit, ['kLa', 'qO2'])), panel({ kind: 'notes', unitId: unit.id })), // prettier-ignore
    panel({ kind: 'twin', unitId: unit.id }, 0.26),
  );
  return { panels, root };
}

function wall(_: UnitSummary, units: readonly UnitSummary[]): Built {
  const { panels, panel, row, column } = builder();
  const big = ['DO', 'pH', 'Temp_Broth', 'OD_pred'];
  const shown = units.slice(0, 6);
  const figures = (unit: UnitSummary): LayoutPlace[] =>
    has(unit, shown.length > 3 ? big.slice(0, 2) : big).map((channel) =>
      panel({ kind: 'value', channel }, 0.2),
    );
  const root = column(
    1,
    row(
      0.82,
      ...shown.map((unit) =>
        column(
          1,
          panel({ kind: 'phases', unitId: unit.id }, 0.24),
          ...(shown.length > 3 ? figures(unit) : pairs(figures(unit), row)),
          panel(trend(unit, ['OD_pred', 'DO']), 0.7),
        ),
      ),
    ),
    panel({ kind: 'alarms', unitId: null }, 0.18),
  );
  return { panels, root };
}

function pairs(
  places: readonly LayoutPlace[],
  row: (share: number, ...places: LayoutPlace[]) => LayoutPlace,
): LayoutPlace[] {
  const rows: LayoutPlace[] = [];
  for (let index = 0; index < places.length; index += 2)
    rows.push(row(0.2, ...places.slice(index, index + 2)));
  return rows;
}
