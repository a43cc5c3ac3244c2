import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../../app/commands';
import type { WorkspaceDeeds } from './workspace-deeds';
import type { WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

export interface WindowDeeds {
  readonly save: () => void;
  readonly openLayouts: () => void;
  readonly focusTree: () => void;
  readonly toggleKiosk: () => void;
  readonly toggleLink: () => void;
  readonly openWindow: () => void;
}

const group = 'Workspace';

/** Everything of the workspace by keyboard: `w` and a letter, Ctrl+Z, Ctrl+Shift+Z, Ctrl+S. */
export function useWorkspaceCommands(desk: WorkspaceDesk, deeds: WorkspaceDeeds, window_: WindowDeeds): void {
  const commands = useMemo(() => commandsOf(desk, deeds, window_), [desk, deeds, window_]);
  useCommands(commands);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || isTyping(event))
        return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) desk.redo();
      else desk.undo();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [desk]);
}

/** Text in a field has an undo of its own; so has a dialog that is open. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null;
}

function commandsOf(desk: WorkspaceDesk, deeds: WorkspaceDeeds, window_: WindowDeeds): Command[] {
  const one = (
    id: string,
    title: string,
    keys: string | undefined,
    run: () => void,
    hint?: string,
  ): Command => ({
    id: `workspace-${id}`,
    title,
    group,
    ...(keys === undefined ? {} : { keys }),
    ...(hint === undefined ? {} : { hint }),
    run,
  });
  const ofActive = (run: (id: string) => void) => (): void => {
    const { active } = desk.get();
    if (active !== null) run(active);
  };
  return [
    one('add', tr('Add a panel…'), 'w a', deeds.add),
    one('channels', tr('Find a channel in the tree'), 'w c', window_.focusTree),
    one('next', tr('Next panel'), 'w n', () => deeds.step(1)),
    one('previous', tr('Previous panel'), 'w p', () => deeds.step(-1)),
    one('close', tr('Close the panel'), 'w x', ofActive(deeds.close)),
    one('duplicate', tr('Duplicate the panel'), 'w d', ofActive(deeds.duplicate)),
    one('rename', tr('Rename the panel…'), 'w r', ofActive(deeds.rename)),
    one('settings', tr('What the panel shows…'), 'w e', ofActive(deeds.configure)),
    one('maximise', tr('Maximise the panel, or put it back'), 'w m', ofActive(deeds.maximise)),
    one(
      'left',
      tr('Move the panel to the left'),
      'w h',
      ofActive((id) => deeds.move(id, 'left')),
    ),
    one(
      'down',
      tr('Move the panel down'),
      'w j',
      ofActive((id) => deeds.move(id, 'below')),
    ),
    one(
      'up',
      tr('Move the panel up'),
      'w k',
      ofActive((id) => deeds.move(id, 'above')),
    ),
    one(
      'right',
      tr('Move the panel to the right'),
      'w l',
      ofActive((id) => deeds.move(id, 'right')),
    ),
    one(
      'wider',
      tr('Panel wider'),
      'w w',
      ofActive((id) => deeds.resize(id, 'row', 1.2)),
    ),
    one(
      'narrower',
      tr('Panel narrower'),
      'w q',
      ofActive((id) => deeds.resize(id, 'row', 1 / 1.2)),
    ),
    one(
      'taller',
      tr('Panel taller'),
      'w t',
      ofActive((id) => deeds.resize(id, 'column', 1.2)),
    ),
    one(
      'shorter',
      tr('Panel shorter'),
      'w y',
      ofActive((id) => deeds.resize(id, 'column', 1 / 1.2)),
    ),
    one('undo', tr('Undo the last change of the layout'), undefined, desk.undo, tr('Ctrl Z')),
    one('redo', 'Redo', undefined, desk.redo, tr('Ctrl Shift Z')),
    one('save', tr('Keep the layout…'), 'mod+s', window_.save),
    one('open', tr('Layouts: open, presets, versions, files…'), 'w o', window_.openLayouts),
    one('kiosk', tr('Kiosk: panels and alarms alone'), 'w f', window_.toggleKiosk),
    one('link', tr('Link with other windows, or not'), 'w i', window_.toggleLink),
    one('window', tr('Open this layout in a further window'), 'w v', window_.openWindow),
  ];
}
