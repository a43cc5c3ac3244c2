import type { IContentRenderer, IGroupHeaderProps, IHeaderActionsRenderer } from 'dockview';
import { useSyncExternalStore } from 'react';

interface GroupPart {
  readonly element: HTMLElement;
  /** Panel in front. */
  readonly front: string | null;
}

interface PartsNow {
  readonly panels: ReadonlyMap<string, HTMLElement>;
  readonly groups: ReadonlyMap<string, GroupPart>;
}

/** The elements that the dock made and React draws into. */
export interface DockParts {
  readonly get: () => PartsNow;
  readonly subscribe: (changed: () => void) => () => void;
  panel(id: string): IContentRenderer;
  group(): IHeaderActionsRenderer;
}

export function createDockParts(): DockParts {
  let now: PartsNow = { panels: new Map(), groups: new Map() };
  let count = 0;
  const listeners = new Set<() => void>();
  const set = (next: Partial<PartsNow>): void => {
    now = { ...now, ...next };
    for (const listener of listeners) listener();
  };
  const withPanel = (id: string, element: HTMLElement | null): void => {
    const panels = new Map(now.panels);
    if (element) panels.set(id, element);
    else panels.delete(id);
    set({ panels });
  };
  const withGroup = (key: string, part: GroupPart | null): void => {
    const groups = new Map(now.groups);
    if (part) groups.set(key, part);
    else groups.delete(key);
    set({ groups });
  };
  return {
    get: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    panel: (id) => {
      const element = document.createElement('div');
      element.className = 'bt-ws-panel';
      element.dataset['panel'] = id;
      return {
        element,
        init: () => withPanel(id, element),
        dispose: () => {
          if (now.panels.get(id) === element) withPanel(id, null);
        },
      };
    },
    group: () => {
      const element = document.createElement('div');
      element.className = 'bt-ws-actions';
      const key = `group ${(count += 1)}`;
      let stop = (): void => undefined;
      return {
        element,
        init: ({ api, group }: IGroupHeaderProps) => {
          const show = (): void => withGroup(key, { element, front: group.activePanel?.id ?? null });
          const following = api.onDidActivePanelChange(show);
          stop = () => following.dispose();
          show();
        },
        dispose: () => {
          stop();
          withGroup(key, null);
        },
      };
    },
  };
}

/** What there is to draw into now. */
export function useParts(parts: DockParts): PartsNow {
  return useSyncExternalStore(parts.subscribe, parts.get);
}
