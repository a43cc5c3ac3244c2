import { z } from 'zod';
import { epochMsSchema } from '../model/identity';
import { audienceSchema, workspaceLayoutSchema } from '../model/workspace-layout';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Workspace'] });

export const workspaceIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Not the id of a layout');
const versionSchema = z.coerce.number().int().positive();

/** A kept layout, as a list shows it. */
export const keptLayoutSchema = z.object({
  id: workspaceIdSchema,
  name: z.string(),
  audience: audienceSchema,
  /** Newest version. */
  version: z.number().int(),
  at: epochMsSchema,
  /** Who kept that version. */
  by: z.string(),
  /** True where the caller may keep a next version of it with `save`; shared ones take `share`. */
  own: z.boolean(),
  /** Why the newest version cannot be shown (damaged, or of a newer program); the last good one is shown instead. */
  problem: z.string().nullable(),
});
export type KeptLayout = z.infer<typeof keptLayoutSchema>;

const openedSchema = keptLayoutSchema.extend({
  /** The last version that can be shown; null where there is none. */
  layout: workspaceLayoutSchema.nullable(),
  shownVersion: z.number().int(),
});
export type OpenedLayout = z.infer<typeof openedSchema>;

const keepInput = z.object({
  /** Null for a new one. */
  id: workspaceIdSchema.nullable(),
  /** The version that was on the screen; another one is a conflict. Null for a new one. */
  version: versionSchema.nullable(),
  layout: workspaceLayoutSchema,
});

/** How screens are arranged. Versions are only ever added; one that is removed can be brought back. */
export const workspaces = {
  list: route('GET', '/workspaces', 'Layouts that the caller may open').output(z.array(keptLayoutSchema)),
  get: route('GET', '/workspaces/{id}', 'A layout; its last good version where the newest cannot be shown')
    .input(z.object({ id: workspaceIdSchema }))
    .output(openedSchema),
  versions: route('GET', '/workspaces/{id}/versions', 'Every version of a layout, newest first')
    .input(z.object({ id: workspaceIdSchema }))
    .output(
      z.array(
        z.object({
          version: z.number().int(),
          at: epochMsSchema,
          by: z.string(),
          name: z.string(),
          removed: z.boolean(),
          panels: z.number().int().nullable(),
        }),
      ),
    ),
  version: route('GET', '/workspaces/{id}/versions/{version}', 'An earlier version of a layout')
    .input(z.object({ id: workspaceIdSchema, version: versionSchema }))
    .output(workspaceLayoutSchema),
  save: route('POST', '/workspaces', 'Keep a layout, or the next version of one, for oneself')
    .input(keepInput)
    .output(openedSchema),
  share: route('POST', '/workspaces/share', 'Keep a layout for everybody or for a role')
    .input(keepInput.extend({ audience: audienceSchema }))
    .output(openedSchema),
  remove: route('POST', '/workspaces/{id}/remove', 'Take an own layout off the list')
    .input(z.object({ id: workspaceIdSchema }))
    .output(z.object({ removed: z.boolean() })),
  withdraw: route('POST', '/workspaces/{id}/withdraw', 'Take a shared layout off the list')
    .input(z.object({ id: workspaceIdSchema }))
    .output(z.object({ removed: z.boolean() })),
};
