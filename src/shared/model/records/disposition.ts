import { z } from 'zod';
import { epochMsSchema } from '../identity';
import { reasonSchema } from './finding';

/** What a person decides of an exception. */
export const dispositionChoices = ['accepted', 'deviation', 'amended', 'not-applicable'] as const;
export type DispositionChoice = (typeof dispositionChoices)[number];

export const dispositionWords: Readonly<Record<DispositionChoice, string>> = {
  accepted: 'Accepted as it is',
  deviation: 'Covered by a deviation',
  amended: 'Corrected by a new version',
  'not-applicable': 'Does not apply',
};

export const dispositionWishSchema = z.object({
  /** Id of the exception: its rule and what it is about. */
  exception: z.string().min(1).max(200),
  choice: z.enum(dispositionChoices),
  reason: reasonSchema,
  /** The deviation or record it leans on. */
  ref: z.string().max(120).nullable().default(null),
});

export const dispositionSchema = dispositionWishSchema.extend({
  id: z.number().int().positive(),
  batchId: z.string(),
  /** What the exception said when it was decided; a decision about other words does not count. */
  words: z.string(),
  personId: z.string(),
  name: z.string(),
  at: epochMsSchema,
});
export type Disposition = z.infer<typeof dispositionSchema>;
