import type { WorkspaceLayout } from './workspace-layout';

/** A layout with the way back and forth. */
export interface LayoutHistory {
  readonly past: readonly WorkspaceLayout[];
  readonly present: WorkspaceLayout;
  readonly future: readonly WorkspaceLayout[];
}

/** Steps that can be taken back. */
export const mostSteps = 100;

/** A layout that nobody has changed yet. */
export function beginHistory(present: WorkspaceLayout): LayoutHistory {
  return { past: [], present, future: [] };
}

/** A change: what was taken back before it is gone. The same layout again is none. */
export function changed(history: LayoutHistory, next: WorkspaceLayout): LayoutHistory {
  if (sameLayout(history.present, next)) return history;
  return { past: [...history.past, history.present].slice(-mostSteps), present: next, future: [] };
}

/** The step back; the same history where there is none. */
export function undone(history: LayoutHistory): LayoutHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
  };
}

/** The step forth; the same history where there is none. */
export function redone(history: LayoutHistory): LayoutHistory {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}

/** True where both look the same. Sizes are compared as what they are: shares of their neighbours. */
export function sameLayout(a: WorkspaceLayout, b: WorkspaceLayout): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
