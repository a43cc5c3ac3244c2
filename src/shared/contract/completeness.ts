import { z } from 'zod';
import { holeCauseSchema, holeSchema } from '../model/hole';
import { batchIdSchema, channelIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { verb } from './refusals';

const tags = ['Completeness'];
const span = z.object({ from: epochMsSchema, to: epochMsSchema });
const percent = z.number().min(0).max(100);

const window = z
  .object({ channels: z.array(channelIdSchema).min(1).max(200), from: epochMsSchema, to: epochMsSchema })
  .refine(({ from, to }) => from < to, 'from must be before to');

const causeSumSchema = z.object({
  cause: holeCauseSchema,
  ms: z.number().nonnegative(),
  holes: z.number().int(),
});

/** How much of what was expected is there. Times in ms; percentages are null where nothing was expected. */
const figuresSchema = z.object({
  expectedMs: z.number().nonnegative(),
  missingMs: z.number().nonnegative(),
  badMs: z.number().nonnegative(),
  filledMs: z.number().nonnegative(),
  /** Of the expected time, filled holes included. */
  presentPct: percent.nullable(),
  /** Of the expected samples, those there and good. */
  goodPct: percent.nullable(),
  /** Of the expected time, what sensor and source lost or spoiled. */
  dropoutPct: percent.nullable(),
  holes: z.number().int(),
  longest: span.nullable(),
  causes: z.array(causeSumSchema),
});

export const channelAvailabilitySchema = figuresSchema.extend({
  channelId: channelIdSchema,
  name: z.string(),
  /** Time between two samples as expected, ms; where its source delivers more slowly, as learned of it. */
  cadenceMs: z.number(),
  definedCadenceMs: z.number(),
  /** Not yet filled first, then by time; the newest of them where there are very many. */
  spans: z.array(holeSchema.omit({ channelId: true })),
});
export type ChannelAvailability = z.infer<typeof channelAvailabilitySchema>;

export const availabilitySchema = z.object({
  unitId: unitIdSchema,
  batchId: batchIdSchema.nullable(),
  from: epochMsSchema,
  to: epochMsSchema,
  now: epochMsSchema,
  unit: figuresSchema,
  channels: z.array(channelAvailabilitySchema),
  /** This application itself, over the part of the window since it first ran. */
  station: z.object({
    runningPct: percent.nullable(),
    knownMs: z.number().nonnegative(),
    downMs: z.number().nonnegative(),
    starts: z.number().int(),
    longestDown: span.nullable(),
  }),
  /** Whether the unit's figures meet the limits of a batch. */
  verdict: z.object({
    complete: z.boolean(),
    dropout: z.boolean(),
    completeAtLeastPct: z.number(),
    dropoutBelowPct: z.number(),
  }),
});
export type Availability = z.infer<typeof availabilitySchema>;

/** Where the samples on disk and the ledger disagree; both lists empty where all is accounted for. */
const checkedSchema = z.object({
  channelId: channelIdSchema,
  samples: z.number().int(),
  /** Missing on disk and not in the ledger. */
  unexplained: z.array(span),
  /** In the ledger as missing, and there. */
  untrue: z.array(span),
});
export type CompletenessCheck = z.infer<typeof checkedSchema>;

export const completeness = {
  /** Holes that touch a window, by channel and time, with the ones that go on. */
  holes: verb
    .route({ method: 'POST', path: '/completeness/holes', summary: 'Holes of channels in a window', tags })
    .input(window)
    .output(z.object({ holes: z.array(holeSchema), more: z.boolean() })),
  /** Of a batch from inoculation to its end (or now), or of a unit in a window. */
  availability: verb
    .route({
      method: 'GET',
      path: '/completeness/availability',
      summary: 'Availability by channel and unit',
      tags,
    })
    .input(
      z
        .object({
          unitId: unitIdSchema.optional(),
          batchId: batchIdSchema.optional(),
          from: z.coerce.number().int().nonnegative().optional(),
          to: z.coerce.number().int().nonnegative().optional(),
        })
        .refine(
          ({ unitId, batchId, from }) =>
            batchId !== undefined || (unitId !== undefined && from !== undefined),
          'Give batchId, or unitId with from',
        ),
    )
    .output(availabilitySchema),
  /** Looks through the samples on disk and compares them with the ledger; changes nothing. */
  check: verb
    .route({
      method: 'POST',
      path: '/completeness/check',
      summary: 'Compare the ledger with the samples',
      tags,
    })
    .input(window)
    .output(z.array(checkedSchema)),
};
