import { z } from 'zod';
import type { Json } from '../ledger-entry';
import type { PersonRole } from '../role';

/** How a field of a quality item is filled in. */
export type FieldKind =
  | { readonly kind: 'text'; readonly least?: number }
  | { readonly kind: 'choice'; readonly options: readonly (readonly [value: string, words: string])[] }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'level' }
  | { readonly kind: 'time' }
  | { readonly kind: 'person' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly unit: string }
  | { readonly kind: 'lines' }
  | { readonly kind: 'tasks' };

/** One field, as data: the form, the station and the history ask the same. */
export type Field = FieldKind & {
  readonly name: string;
  readonly words: string;
  /** What to write there, where the words do not say it. */
  readonly hint?: string;
  /** Asked only where another field has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly Json[] };
  /** May stay empty all the way. */
  readonly optional?: true;
  /** Roles that may write it; left out, whoever may write the item. */
  readonly roles?: readonly PersonRole[];
  /** States from which on it stands as it is. */
  readonly fixedIn?: readonly string[];
  /** Written by the station alone. */
  readonly computed?: true;
};

export type Values = Readonly<Record<string, Json>>;

/** One task of a plan. Done once it has a time and evidence. */
export const taskSchema = z.object({
  what: z.string().trim().min(3, 'Say what is to be done').max(400),
  owner: z.string().trim().min(1, 'Say who does it').max(120),
  dueAt: z.number().int().nonnegative(),
  doneAt: z.number().int().nonnegative().nullable(),
  evidence: z.string().trim().max(1000),
});
export type Task = z.infer<typeof taskSchema>;

export const levelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Level = z.infer<typeof levelSchema>;
export const levelWords: Readonly<Record<Level, string>> = {
  1: 'Level 1, minor',
  2: 'Level 2, major',
  3: 'Level 3, critical',
};

/** What may stand in a field, where something stands there at all. */
export function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text': {
      const least = field.least ?? 3;
      return z
        .string()
        .trim()
        .min(least, `Write at least ${least} characters`)
        .max(4000)
        .regex(/\p{L}|\p{N}/u, 'Write words');
    }
    case 'choice':
      return z.enum(field.options.map(([value]) => value));
    case 'yes-no':
      return z.boolean();
    case 'level':
      return levelSchema;
    case 'time':
      return z.number().int().nonnegative();
    case 'person':
      return z.string().trim().min(1).max(200);
    case 'number':
      return z.number().min(field.least).max(field.most);
    case 'lines':
      return z.array(z.string().trim().min(1).max(400)).max(200);
    case 'tasks':
      return z.array(taskSchema).max(100);
    default:
      return field satisfies never;
  }
}

/** True where the field has nothing to say for this item. */
export function isAsked(field: Field, values: Values): boolean {
  const { when } = field;
  return when === undefined || when.is.some((value) => value === values[when.field]);
}

/** Nothing given: an empty list counts as nothing. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The tasks in a value; none where it holds something else. */
export function tasksIn(value: Json | undefined): Task[] {
  const read = z.array(taskSchema).safeParse(value);
  return read.success ? read.data : [];
}
