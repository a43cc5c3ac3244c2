import type { OpenedLayout } from '../../../shared/contract/workspaces';
import type { Edited } from '../../../shared/model/workspace-edits';
import {
  beginHistory,
  changed,
  redone,
  sameLayout,
  undone,
  type LayoutHistory,
} from '../../../shared/model/workspace-history';
import type { LayoutPlace, WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { differenceOf } from './dock-form';

/** Where an open layout comes from; null for one that nobody kept yet. */
export type Kept = Pick<OpenedLayout, 'id' | 'version' | 'audience' | 'own' | 'by' | 'at'> | null;

export interface DeskState {
  readonly history: LayoutHistory;
  /** The layout as it was last kept or opened: the rest is unsaved. */
  readonly saved: WorkspaceLayout;
  readonly kept: Kept;
  /** Panel that keys act on. */
  readonly active: string | null;
  /** Panel that fills the window for now. */
  readonly maximised: string | null;
  /** Rises when the dock has to be arranged anew; its own changes need not. */
  readonly arranged: number;
}

/** The layout of one window: what is open, the way back, what is unsaved. Outside of React: the dock talks to it. */
export interface WorkspaceDesk {
  readonly get: () => DeskState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly open: (layout: WorkspaceLayout, saved: WorkspaceLayout, kept: Kept) => void;
  /** Takes an edit; one that is refused is told and changes nothing. Returns whether it was taken. */
  readonly edit: (edited: Edited, active?: string) => boolean;
  /** The dock was rearranged by hand. */
  readonly moved: (root: LayoutPlace | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly activate: (id: string | null) => void;
  readonly maximise: (id: string | null) => void;
  readonly savedAs: (kept: Kept, layout: WorkspaceLayout) => void;
}

/** @param refused told the words of an edit that is not done */
export function createDesk(first: WorkspaceLayout, refused: (words: string) => void): WorkspaceDesk {
  let state: DeskState = {
    history: beginHistory(first),
    saved: first,
    kept: null,
    active: first.panels[0]?.id ?? null,
    maximised: null,
    arranged: 0,
  };
  const listeners = new Set<() => void>();
  const set = (next: Partial<DeskState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const there = (layout: WorkspaceLayout, id: string | null): string | null =>
    layout.panels.some((panel) => panel.id === id) ? id : null;
  const go = (history: LayoutHistory, active = state.active): void => {
    if (history === state.history) return;
    const { present } = history;
    set({
      history,
      active: there(present, active) ?? present.panels[0]?.id ?? null,
      maximised: there(present, state.maximised),
      arranged: state.arranged + 1,
    });
  };
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (layout, saved, kept) =>
      set({
        history: beginHistory(layout),
        saved,
        kept,
        active: layout.panels[0]?.id ?? null,
        maximised: null,
        arranged: state.arranged + 1,
      }),
    edit: (edited, active) => {
      if (edited.ok) go(changed(state.history, edited.layout), active ?? state.active);
      else refused(edited.words);
      return edited.ok;
    },
    moved: (root) => {
      const { history } = state;
      const next = { ...history.present, root };
      const difference = differenceOf(history.present.root, root);
      if (difference === 'places') set({ history: changed(history, next) });
      // Which tab is in front is kept, but is no step to take back.
      if (difference === 'front') set({ history: { ...history, present: next } });
    },
    undo: () => go(undone(state.history)),
    redo: () => go(redone(state.history)),
    activate: (id) => {
      if (id !== state.active) set({ active: id });
    },
    maximise: (id) => {
      if (id !== state.maximised) set({ maximised: id });
    },
    savedAs: (kept, layout) => {
      const renamed = { ...state.history.present, name: layout.name };
      set({ kept, saved: layout, history: { ...state.history, present: renamed } });
    },
  };
}

/** True where something would be lost. */
export function isUnsaved({ history, saved }: DeskState): boolean {
  return !sameLayout(history.present, saved);
}
