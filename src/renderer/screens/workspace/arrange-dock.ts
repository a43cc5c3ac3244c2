import type { DockviewApi } from 'dockview';
import { toDock } from './dock-form';
import type { WorkspaceDesk } from './workspace-desk';

/** Arranges the dock as the layout says. */
export function arrange(api: DockviewApi, desk: WorkspaceDesk, titleOf: (id: string) => string): void {
  const { history, active } = desk.get();
  const size = { width: Math.max(200, api.width), height: Math.max(150, api.height) };
  api.fromJSON(toDock(history.present, size, titleOf), { reuseExistingPanels: true });
  if (active !== null) api.getPanel(active)?.api.setActive();
}
