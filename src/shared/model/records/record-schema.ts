import { z } from 'zod';
import { isDay } from './field-value';
import { kindOfRecord } from './kind-of-record';
import { isAsked, type RecordField } from './record-field';
import type { RecordKind } from './record-kind';
import type { RecordBody } from './field-value';

const schemas = new Map<RecordKind, z.ZodType<RecordBody>>();

/**
 * Schema of the body of a kind, made of its fields: types, choices, required fields that are asked for, nothing beside
 * them. Ranges and cross-checks are findings, not errors of form: see `checkRecord`.
 */
export function bodySchemaOf(kind: RecordKind): z.ZodType<RecordBody> {
  const known = schemas.get(kind);
  if (known) return known;
  const made = bodySchema(kindOfRecord(kind).fields);
  schemas.set(kind, made);
  return made;
}

function bodySchema(fields: readonly RecordField[]): z.ZodType<RecordBody> {
  const shape = Object.fromEntries(fields.map((field) => [field.name, valueSchema(field).optional()]));
  return z.strictObject(shape).superRefine((body, context) => {
    for (const field of fields) {
      if (!field.required || !isAsked(field, body)) continue;
      const value = body[field.name];
      if (value === undefined || value === null || value === '')
        context.addIssue({
          code: 'custom',
          path: [field.name],
          message: `${field.label} is missing: enter it`,
        });
    }
  }) as unknown as z.ZodType<RecordBody>;
}

function valueSchema(field: RecordField): z.ZodType {
  switch (field.type) {
    case 'number':
      return z.number(`Enter ${field.label} as a number`);
    case 'integer':
      return z.number(`Enter ${field.label} as a whole number`).int(`Enter ${field.label} as a whole number`);
    case 'time':
      return z.number(`Enter ${field.label} as date and time`).int().min(0);
    case 'date':
      return z.string().refine(isDay, `Enter ${field.label} as year-month-day`);
    case 'yes-no':
      return z.boolean(`Answer ${field.label} with yes or no`);
    case 'choice':
      return z.enum(
        (field.choices ?? []).map(({ value }) => value),
        `Choose one of the values of ${field.label}`,
      );
    case 'text':
    case 'long-text':
    case 'person':
    case 'record':
      return z.string().max(field.longest ?? 200, `${field.label} is too long`);
    case 'rows':
      return rowsSchema(field);
    default:
      return field.type satisfies never;
  }
}

function rowsSchema(field: RecordField): z.ZodType {
  const { least, most } = field.rows ?? { least: 0, most: 200 };
  return z
    .array(bodySchema(field.fields ?? []))
    .min(least, `${field.label}: enter at least ${least}`)
    .max(most, `${field.label}: at most ${most}`);
}
