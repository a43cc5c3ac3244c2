import type { DockviewApi } from 'dockview';
import { arrange } from './arrange-dock';
import { fromDock } from './dock-form';
import type { WorkspaceDesk } from './workspace-desk';

/**
 * Keeps dock and desk the same: the dock is arranged when the layout is another, and tells what a hand moved. A window
 * that is made larger or smaller moves panels too: that is no change of the layout. Returns what ends it.
 */
export function followDock(
  api: DockviewApi,
  box: HTMLElement,
  desk: WorkspaceDesk,
  titleOf: (id: string) => string,
): () => void {
  let arranged = -1;
  let touched = false;
  let size = '';
  const sizeNow = (): string => `${api.width} ${api.height}`;
  const touch = (): void => {
    touched = true;
  };
  const follow = (): void => {
    const state = desk.get();
    if (state.arranged !== arranged) {
      arranged = state.arranged;
      touched = false;
      if (api.hasMaximizedGroup()) api.exitMaximizedGroup();
      arrange(api, desk, titleOf);
      size = sizeNow();
    }
    const { active, maximised } = state;
    if (active !== null && api.activePanel?.id !== active) api.getPanel(active)?.api.setActive();
    const panel = maximised === null ? undefined : api.getPanel(maximised);
    if (panel && !api.hasMaximizedGroup()) api.maximizeGroup(panel);
    if (!panel && api.hasMaximizedGroup()) api.exitMaximizedGroup();
  };
  const listening = [
    api.onDidLayoutChange(() => {
      const resized = size !== sizeNow();
      size = sizeNow();
      if (resized || !touched || api.hasMaximizedGroup()) return;
      desk.moved(fromDock(api.toJSON()));
    }),
    api.onDidActivePanelChange(({ panel }) => {
      if (panel && touched) desk.activate(panel.id);
    }),
  ];
  for (const event of ['pointerdown', 'drop', 'focusin'] as const) box.addEventListener(event, touch, true);
  const stop = desk.subscribe(follow);
  follow();
  return () => {
    stop();
    for (const one of listening) one.dispose();
    for (const event of ['pointerdown', 'drop', 'focusin'] as const)
      box.removeEventListener(event, touch, true);
  };
}
