import { z } from 'zod';
import { changeBasisSchema, changeControlModes } from '../model/change-control';
import { epochMsSchema } from '../model/identity';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Change control'] });

const modeSchema = z.enum(changeControlModes);
const reason = z.string().trim().min(5, 'Give a reason: it is recorded').max(500);

export const changeControlStatusSchema = z.object({
  mode: modeSchema,
  /** What is guarded, in words. */
  guards: z.array(z.string()),
  /** Changes under which something may be changed now. */
  changes: z.array(z.object({ id: z.string(), title: z.string(), state: z.string() })),
  /** What the caller works under without being asked again, and until when; null where each edit asks. */
  under: changeBasisSchema.extend({ until: epochMsSchema }).nullable(),
});
export type ChangeControlStatus = z.infer<typeof changeControlStatusSchema>;

/** Ties edits of limits, settings and models in use to an approved change, or to a stated reason. */
export const changeControl = {
  status: route('GET', '/change-control', 'Whether edits need a change, and which are approved').output(
    changeControlStatusSchema,
  ),
  save: route('POST', '/change-control', 'Say how edits are tied to change control')
    .input(z.object({ mode: modeSchema, reason }))
    .output(changeControlStatusSchema),
  /** For the next edit by that verb; or for every edit of this session within the next quarter of an hour. */
  declare: route('POST', '/change-control/declare', 'Say under which change, or why outside change control')
    .input(
      z.object({
        verb: z.string().max(80),
        changeId: z.string().max(40).nullable(),
        reason: reason.nullable(),
        goOn: z.boolean().default(false),
      }),
    )
    .output(changeControlStatusSchema),
};
