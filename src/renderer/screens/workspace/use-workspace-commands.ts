import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../../app/commands';
import type { WorkspaceDeeds } from './workspace-deeds';
import type { WorkspaceDesk } from './workspace-desk';

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
    one('add', 'Add a panel…', 'w a', deeds.add),
    one('channels', 'Find a channel in the tree', 'w c', window_.focusTree),
    one('next', 'Next panel', 'w n', () => deeds.step(1)),
    one('previous', 'Previous panel', 'w p', () => deeds.step(-1)),
    one('close', 'Close the panel', 'w x', ofActive(deeds.close)),
    one('duplicate', 'Duplicate the panel', 'w d', ofActive(deeds.duplicate)),
    one('rename', 'Rename the panel…', 'w r', ofActive(deeds.rename)),
    one('settings', 'What the panel shows…', 'w e', ofActive(deeds.configure)),
    one('maximise', 'Maximise the panel, or put it back', 'w m', ofActive(deeds.maximise)),
    one(
      'left',
      'Move the panel to the left',
      'w h',
      ofActive((id) => deeds.move(id, 'left')),
    ),
    one(
      'down',
      'Move the panel down',
      'w j',
      ofActive((id) => deeds.move(id, 'below')),
    ),
    one(
      'up',
      'Move the panel up',
      'w k',
      ofActive((id) => deeds.move(id, 'above')),
    ),
    one(
      'right',
      'Move the panel to the right',
      'w l',
      ofActive((id) => deeds.move(id, 'right')),
    ),
    one(
      'wider',
      'Panel wider',
      'w w',
      ofActive((id) => deeds.resize(id, 'row', 1.2)),
    ),
    one(
      'narrower',
      'Panel narrower',
      'w q',
      ofActive((id) => deeds.resize(id, 'row', 1 / 1.2)),
    ),
    one(
      'taller',
      'Panel taller',
      'w t',
      ofActive((id) => deeds.resize(id, 'column', 1.2)),
    ),
    one(
      'shorter',
      'Panel shorter',
      'w y',
      ofActive((id) => deeds.resize(id, 'column', 1 / 1.2)),
    ),
    one('undo', 'Undo the last change of the layout', undefined, desk.undo, 'Ctrl Z'),
    one('redo', 'Redo', undefined, desk.redo, 'Ctrl Shift Z'),
    one('save', 'Keep the layout…', 'mod+s', window_.save),
    one('open', 'Layouts: open, presets, versions, files…', 'w o', window_.openLayouts),
    one('kiosk', 'Kiosk: panels and alarms alone', 'w f', window_.toggleKiosk),
    one('link', 'Link with other windows, or not', 'w i', window_.toggleLink),
    one('window', 'Open this layout in a further window', 'w v', window_.openWindow),
  ];
}
