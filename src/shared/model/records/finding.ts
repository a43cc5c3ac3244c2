import { z } from 'zod';

/** `W` is said; `C` needs a reason before it is kept; `X` cannot be true: refused, and the attempt is kept. */
export const findingLevels = ['W', 'C', 'X'] as const;
export type FindingLevel = (typeof findingLevels)[number];

/** What a rule holds against a record. */
export const findingSchema = z.object({
  /** Id of the rule, e.g. `sample.od-raw`. */
  rule: z.string().min(1).max(80),
  level: z.enum(findingLevels),
  /** The field it belongs to; null where it is about the record as a whole. */
  field: z.string().nullable(),
  /** Row of a table, from 0; null elsewhere. */
  row: z.number().int().nonnegative().nullable(),
  /** What is wrong, and what to do. */
  words: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A finding with what the person said to it; null where nothing is asked. */
export const answeredFindingSchema = findingSchema.extend({ answer: z.string().nullable() });
export type AnsweredFinding = z.infer<typeof answeredFindingSchema>;

/** A reason worth keeping: `.`, `ok` or `aaa` say nothing. */
export const reasonSchema = z
  .string()
  .trim()
  .max(1000)
  .refine((text) => saysSomething(text), 'Say why, in a few words of your own');

export function saysSomething(text: string): boolean {
  const letters = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters.length >= 3 && new Set(letters).size >= 2;
}
