import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBinaryTree,
  IconDeviceFloppy,
  IconDeviceTv,
  IconLayoutDashboard,
  IconLink,
  IconLinkOff,
  IconPlus,
  IconWindowMaximize,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { RangeControl } from '../unit/range-control';
import { audienceWords } from './layouts-dialog';
import type { WindowDeeds } from './use-workspace-commands';
import type { LinkedWindow } from './window-link';
import type { WorkspaceDeeds } from './workspace-deeds';
import { isUnsaved, type DeskState, type WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

interface Props {
  readonly state: DeskState;
  readonly desk: WorkspaceDesk;
  readonly deeds: WorkspaceDeeds;
  readonly windowDeeds: WindowDeeds;
  readonly treeShown: boolean;
  readonly toggleTree: () => void;
  readonly linked: boolean;
  readonly others: readonly LinkedWindow[];
  readonly batchStart: number | null;
}

/** Above the panels: which layout this is, the time they all show, and what can be done. */
export function WorkspaceBar(props: Props) {
  const { state, desk, deeds, windowDeeds, treeShown, toggleTree, batchStart } = props;
  const { past, present, future } = state.history;
  const unsaved = isUnsaved(state);
  return (
    <header className="bt-ws-bar">
      <Button
        variant="default"
        leftSection={<IconLayoutDashboard size={15} aria-hidden />}
        onClick={windowDeeds.openLayouts}
        title={tr('Layouts (w o)')}
      >
        {present.name}
      </Button>
      <span className="bt-ws-kept-mark" data-unsaved={unsaved || undefined} data-testid="layout-state">
        {unsaved
          ? tr('Not kept')
          : state.kept
            ? tr('Version {version}, {audienceWords}', {
                version: state.kept.version,
                audienceWords: audienceWords(state.kept.audience),
              })
            : tr('Not changed')}
      </span>
      <Deed icon={IconDeviceFloppy} words={tr('Keep the layout (Ctrl+S)')} run={windowDeeds.save} />
      <span className="bt-divider" />
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={deeds.add}
        title={tr('Add a panel (w a)')}
      >
        {tr(' Panel')}
      </Button>
      <Button
        variant={treeShown ? 'light' : 'default'}
        leftSection={<IconBinaryTree size={15} aria-hidden />}
        aria-pressed={treeShown}
        onClick={toggleTree}
        title={tr('Channel tree (w c)')}
      >
        {tr('Channels')}
      </Button>
      <Deed icon={IconArrowBackUp} words={tr('Undo (Ctrl+Z)')} run={desk.undo} off={past.length === 0} />
      <Deed
        icon={IconArrowForwardUp}
        words={tr('Redo (Ctrl+Shift+Z)')}
        run={desk.redo}
        off={future.length === 0}
      />
      <span className="bt-bar-fill" />
      <RangeControl batchStart={batchStart} />
      <span className="bt-divider" />
      <LinkButton linked={props.linked} others={props.others} toggle={windowDeeds.toggleLink} />
      <Deed
        icon={IconWindowMaximize}
        words={tr('Open in a further window (w v)')}
        run={windowDeeds.openWindow}
      />
      <Deed
        icon={IconDeviceTv}
        words={tr('Kiosk: panels and alarms alone (w f)')}
        run={windowDeeds.toggleKiosk}
      />
    </header>
  );
}

interface DeedProps {
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly words: string;
  readonly run: () => void;
  readonly off?: boolean;
}

function Deed({ icon: Icon, words, run, off = false }: DeedProps) {
  return (
    <Tooltip label={words}>
      <ActionIcon variant="default" size={30} aria-label={words} disabled={off} onClick={run}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

interface LinkProps {
  readonly linked: boolean;
  readonly others: readonly LinkedWindow[];
  readonly toggle: () => void;
}

/** Which windows move together. */
function LinkButton({ linked, others, toggle }: LinkProps) {
  const Icon = linked ? IconLink : IconLinkOff;
  const names = others.map(({ name }) => name || 'a window').join(', ');
  const words = !linked
    ? tr('This window is on its own. Link its time and cursor with the other windows (w i)')
    : others.length === 0
      ? tr('Time and cursor are linked with every other window; there is none now (w i)')
      : tr('Time and cursor are linked with: {names} (w i)', { names });
  return (
    <Tooltip label={words} multiline maw={320}>
      <Button
        variant={linked && others.length > 0 ? 'light' : 'default'}
        aria-pressed={linked}
        aria-label={words}
        data-testid="window-link"
        leftSection={<Icon size={15} aria-hidden />}
        onClick={toggle}
      >
        {linked
          ? others.length === 0
            ? tr('Linked')
            : tr('Linked with {length}', { length: others.length })
          : tr('Not linked')}
      </Button>
    </Tooltip>
  );
}
