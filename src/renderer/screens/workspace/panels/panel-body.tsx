import { memo, type ReactNode } from 'react';
import type { PanelSettings } from '../../../../shared/model/workspace-layout';
import { TwinPanel } from '../../../panels/twin/twin-panel';
import { ErrorBoundary } from '../../../ui/error-boundary';
import { panelEntry } from '../panel-catalogue';
import { AlarmListPanel } from './alarm-list-panel';
import { EventListPanel } from './event-list-panel';
import { ImagePanel } from './image-panel';
import { NotesPanel } from './notes-panel';
import { OffGasPanel } from './off-gas-panel';
import { NothingChosen, Scrolled } from './panel-frame';
import { useUnit } from './panel-context';
import { PhasesPanel } from './phases-panel';
import { TablePanel } from './table-panel';
import { TrendPanelBody } from './trend-panel-body';
import { ValuePanel } from './value-panel';
import { tr } from '../../../strings/translate';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly settings: PanelSettings;
}

/** What is in a panel; a fault in one stays in it. */
export const PanelBody = memo(function PanelBody({ id, title, settings }: Props) {
  return (
    <ErrorBoundary key={JSON.stringify(settings).slice(0, 2000)} what={tr('This panel')}>
      <Chosen id={id} title={title} settings={settings} />
    </ErrorBoundary>
  );
});

function Chosen({ id, title, settings }: Props): ReactNode {
  switch (settings.kind) {
    case 'trend':
      return <TrendPanelBody id={id} title={title} settings={settings} />;
    case 'value':
      return <ValuePanel id={id} channelId={settings.channel} />;
    case 'table':
      return <TablePanel id={id} title={title} ids={settings.channels} />;
    case 'alarms':
      return <AlarmListPanel unitId={settings.unitId} title={title} />;
    case 'events':
      return <EventListPanel unitId={settings.unitId} title={title} />;
    case 'phases':
      return <PhasesPanel unitId={settings.unitId} />;
    case 'image':
      return <ImagePanel id={id} settings={settings} />;
    case 'twin':
      return <OfUnit id={id} unitId={settings.unitId} kind="twin" />;
    case 'off-gas':
      return <OfUnit id={id} unitId={settings.unitId} kind="off-gas" />;
    case 'notes':
      return <OfUnit id={id} unitId={settings.unitId} kind="notes" />;
    default:
      return settings satisfies never;
  }
}

interface OfUnitProps {
  readonly id: string;
  readonly unitId: string | null;
  readonly kind: 'twin' | 'off-gas' | 'notes';
}

function OfUnit({ id, unitId, kind }: OfUnitProps) {
  const unit = useUnit(unitId);
  if (!unit) return <NothingChosen id={id} words={unitId === null ? tr('No unit is chosen.') : `There is no unit ${unitId}.`} />; // prettier-ignore
  if (kind === 'off-gas') return <OffGasPanel unit={unit} />;
  if (kind === 'notes') return <NotesPanel unit={unit} />;
  return (
    <Scrolled name={`${panelEntry(kind).title} of ${unit.name}`}>
      <TwinPanel unit={unit} />
    </Scrolled>
  );
}
