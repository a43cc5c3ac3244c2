import { z } from 'zod';
import { audienceSchema, readLayout, type WorkspaceLayout } from '../../../shared/model/workspace-layout';
import type { Kept } from './workspace-desk';

/** What a window had open, saved or not. */
export interface LayoutDraft {
  readonly layout: WorkspaceLayout;
  readonly saved: WorkspaceLayout;
  readonly kept: Kept;
}

const keptSchema = z
  .object({
    id: z.string(),
    version: z.number(),
    audience: audienceSchema,
    own: z.boolean(),
    by: z.string(),
    at: z.number(),
  })
  .nullable();
const draftSchema = z.object({ layout: z.string(), saved: z.string(), kept: keptSchema });

const keyOf = (id: string | null): string => `bt-workspace:${id ?? ''}`;

/** Unsaved work outlives a reload, a crash of the page and a restart: first what this window had, then any other. */
export function readDraft(
  places: readonly Pick<Storage, 'getItem'>[],
  id: string | null,
): LayoutDraft | null {
  for (const place of places) {
    const draft = understand(place.getItem(keyOf(id)));
    if (draft) return draft;
  }
  return null;
}

export function writeDraft(
  places: readonly Pick<Storage, 'setItem'>[],
  id: string | null,
  draft: LayoutDraft,
): void {
  const text = JSON.stringify({
    layout: JSON.stringify(draft.layout),
    saved: JSON.stringify(draft.saved),
    kept: draft.kept,
  });
  for (const place of places)
    try {
      place.setItem(keyOf(id), text);
    } catch {
      // Full: the page goes on, and says that the layout is not saved as it does anyway.
    }
}

export function dropDraft(places: readonly Pick<Storage, 'removeItem'>[], id: string | null): void {
  for (const place of places) place.removeItem(keyOf(id));
}

const lastKey = 'bt-workspace-last';

/** The kept layout that was open last; null where a new one was begun since. */
export function lastLayout(): string | null {
  return localStorage.getItem(lastKey);
}

export function rememberLast(id: string | null): void {
  if (id === null) localStorage.removeItem(lastKey);
  else localStorage.setItem(lastKey, id);
}

/** A draft that cannot be understood counts as none: what was kept at the station is there. */
function understand(text: string | null): LayoutDraft | null {
  if (text === null) return null;
  try {
    const { layout, saved, kept } = draftSchema.parse(JSON.parse(text));
    const [drawn, before] = [readLayout(layout), readLayout(saved)];
    return drawn.ok && before.ok ? { layout: drawn.layout, saved: before.layout, kept } : null;
  } catch {
    return null;
  }
}
