import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { levelSchema } from '../model/quality/field';
import { qualityItemSchema, qualityVersionSchema, valuesSchema } from '../model/quality/item';
import { qualityKinds } from '../model/quality/machine';
import { signedSubjectSchema } from '../model/signature';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Quality'] });

const idSchema = z.string().min(1).max(60);
const versionSchema = z.coerce.number().int().positive();

/** An item as it is now. */
const itemNowSchema = z.object({
  item: qualityItemSchema,
  /** What a signature of the step that waits is put under; null where nothing waits. */
  toSign: signedSubjectSchema.nullable(),
});

/** Deviations, CAPA, changes, training and procedures: one machine each, as data in the model. Nothing is deleted. */
export const quality = {
  list: route('GET', '/quality', 'Deviations, CAPA, changes, training and procedures, newest first')
    .input(z.object({ kind: z.enum(qualityKinds).optional(), batchId: batchIdSchema.optional() }))
    .output(z.array(qualityItemSchema)),
  get: route('GET', '/quality/{id}', 'One item with every version of it, oldest first')
    .input(z.object({ id: idSchema }))
    .output(itemNowSchema.extend({ versions: z.array(qualityVersionSchema) })),
  /** People and their printed names, for fields that ask for a person. */
  names: route('GET', '/quality/names', 'People who stand in quality items, by their printed names').output(
    z.record(z.string(), z.string()),
  ),
  open: route('POST', '/quality', 'Open an item')
    .input(
      z.object({
        kind: z.enum(qualityKinds),
        unitId: unitIdSchema.nullable().default(null),
        batchId: batchIdSchema.nullable().default(null),
        values: valuesSchema,
      }),
    )
    .output(itemNowSchema),
  /** `version`: the one that was on the screen; another one is a conflict. */
  write: route('POST', '/quality/{id}/write', 'Write values; a value that is changed needs a reason')
    .input(
      z.object({
        id: idSchema,
        version: versionSchema,
        values: valuesSchema,
        reason: z.string().max(1000).nullable().default(null),
      }),
    )
    .output(itemNowSchema),
  step: route('POST', '/quality/{id}/step', 'Take a step, or ask for the signature that it needs')
    .input(
      z.object({
        id: idSchema,
        version: versionSchema,
        step: z.string().min(1).max(60),
        reason: z.string().max(1000).nullable().default(null),
        values: valuesSchema.default({}),
      }),
    )
    .output(itemNowSchema),
  withdraw: route('POST', '/quality/{id}/withdraw', 'Take back a step that waits for its signature')
    .input(z.object({ id: idSchema, version: versionSchema, reason: z.string().max(1000) }))
    .output(itemNowSchema),
  /** Batches that no model is trained on, because of a deviation of level 3. */
  excluded: route('GET', '/quality/excluded', 'Batches kept from training by a deviation').output(
    z.array(z.object({ batchId: batchIdSchema, id: idSchema, level: levelSchema, since: epochMsSchema })),
  ),
};
