import { z } from 'zod';
import { alarmDefinitionSchema, alarmEventSchema, alarmHolds, alarmStateSchema } from '../model/alarm';
import { alarmOutageSchema } from '../model/alarm-outage';
import { channelIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { verb } from './refusals';

const tags = ['Alarms'];
const one = z.object({ unitId: unitIdSchema, alarmId: z.string().min(1).max(60) });
const reasonSchema = z.string().trim().min(3, 'Say why, in a few words').max(300);
const commentSchema = z.string().trim().max(300);

/** One alarm that is not at rest, as the list shows it. */
export const standingAlarmSchema = one.extend({
  channelId: channelIdSchema,
  definition: alarmDefinitionSchema,
  state: alarmStateSchema,
  /** Shown instead of the state where it is not annunciated. */
  hold: z.enum(alarmHolds).nullable(),
  /** Newest value and its time; null where none came yet. */
  value: z.number().nullable(),
  valueAt: epochMsSchema.nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
});
export type StandingAlarmEntry = z.infer<typeof standingAlarmSchema>;

/** Alarms that came together, under the one that came first. */
export const alarmGroupSchema = z.object({
  firstOut: one.extend({ at: epochMsSchema, words: z.string() }),
  consequences: z.array(one.extend({ at: epochMsSchema, words: z.string() })),
});

export const alarmListSchema = z.object({
  now: epochMsSchema,
  /** Every alarm that is not at rest, the most urgent and the newest first. */
  alarms: z.array(standingAlarmSchema),
  /** Since when a flood lasts, and what came in it by cause; null where there is none. */
  flood: z
    .object({ from: epochMsSchema, count: z.number().int(), groups: z.array(alarmGroupSchema) })
    .nullable(),
  /** Transitions that could not be kept yet. */
  waiting: z.number().int(),
});
export type AlarmList = z.infer<typeof alarmListSchema>;

const floodSchema = z.object({ from: epochMsSchema, to: epochMsSchema.nullable(), count: z.number().int() });

export const alarmKpiSchema = z.object({
  from: epochMsSchema,
  to: epochMsSchema,
  count: z.number().int(),
  perHour: z.number(),
  perTenMin: z.number(),
  perDay: z.number(),
  mostInTenMin: z.number().int(),
  periodsOverTen: z.number(),
  timeInFlood: z.number(),
  floods: z.array(floodSchema),
  chattering: z.array(z.object({ key: z.string(), times: z.number().int() })),
  stale: z.array(one.extend({ at: epochMsSchema })),
  topTen: z.array(z.object({ key: z.string(), count: z.number().int(), share: z.number() })),
  byPriority: z.object({
    urgent: z.number().int(),
    high: z.number().int(),
    medium: z.number().int(),
    low: z.number().int(),
  }),
  indicative: z.boolean(),
});
export type AlarmKpiAnswer = z.infer<typeof alarmKpiSchema>;

const journalInput = z.object({
  from: z.coerce.number().int().nonnegative(),
  to: z.coerce.number().int().nonnegative(),
  unitId: unitIdSchema.optional(),
  alarmId: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
});

/** Alarms (ISA-18.2): what stands, what people do about it, the journal, the figures, the master database. */
export const alarms = {
  list: verb
    .route({ method: 'GET', path: '/alarms', summary: 'Alarms that are not at rest', tags })
    .output(alarmListSchema),
  acknowledge: verb
    .route({ method: 'POST', path: '/alarms/acknowledge', summary: 'Acknowledge alarms', tags })
    .input(z.object({ alarms: z.array(one).min(1).max(500), comment: commentSchema.default('') }))
    .output(z.object({ done: z.number().int() })),
  reset: verb
    .route({ method: 'POST', path: '/alarms/reset', summary: 'Reset a latched alarm', tags })
    .input(one.extend({ comment: commentSchema.default('') }))
    .output(z.object({ done: z.boolean() })),
  shelve: verb
    .route({ method: 'POST', path: '/alarms/shelve', summary: 'Shelve an alarm for a time', tags })
    .input(
      one.extend({
        hours: z.number().positive().max(24, 'An alarm is shelved for 24 h at most'),
        reason: z.string().trim().min(3, 'Say why, in a few words').max(300),
      }),
    )
    .output(z.object({ until: epochMsSchema })),
  unshelve: verb
    .route({ method: 'POST', path: '/alarms/unshelve', summary: 'Take an alarm off the shelf', tags })
    .input(one)
    .output(z.object({ done: z.boolean() })),
  journal: verb
    .route({ method: 'GET', path: '/alarms/journal', summary: 'Every transition, newest first', tags })
    .input(journalInput)
    .output(z.array(alarmEventSchema.extend({ id: z.number().int() }))),
  kpi: verb
    .route({ method: 'GET', path: '/alarms/kpi', summary: 'Figures of the operating position', tags })
    .input(journalInput.pick({ from: true, to: true }))
    .output(alarmKpiSchema),
  definitions: verb
    .route({ method: 'GET', path: '/alarms/definitions', summary: 'The master alarm database', tags })
    .output(z.array(alarmDefinitionSchema)),
  define: verb
    .route({
      method: 'PUT',
      path: '/alarms/definitions/{id}',
      summary: 'Change an alarm of the master database',
      tags,
    })
    .input(
      alarmDefinitionSchema.extend({ reason: z.string().trim().min(3, 'Say why, in a few words').max(300) }),
    )
    .output(alarmDefinitionSchema),
  outages: verb
    .route({ method: 'GET', path: '/alarms/out-of-service', summary: 'Alarms out of service', tags })
    .output(z.array(alarmOutageSchema)),
  requestOutage: verb
    .route({
      method: 'POST',
      path: '/alarms/out-of-service',
      summary: 'Ask for an alarm to go out of service; two people sign it',
      tags,
    })
    .input(one.extend({ until: epochMsSchema, reason: reasonSchema }))
    .output(alarmOutageSchema),
  endOutage: verb
    .route({
      method: 'POST',
      path: '/alarms/out-of-service/{id}/end',
      summary: 'Return an alarm to service, or withdraw the request',
      tags,
    })
    .input(z.object({ id: z.string().min(1).max(60), reason: reasonSchema }))
    .output(alarmOutageSchema),
};
