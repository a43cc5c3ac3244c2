import { z } from 'zod';
import { epochMsSchema, unitIdSchema } from './identity';
import { phases } from './phase';

/**
 * Alarm priorities, the most urgent first (ISA-18.2: three and one above). Each has its own shape, letter and sound, so
 * that a grey print tells them apart.
 */
export const alarmPriorities = [
  { id: 'urgent', rank: 1, words: 'Urgent', letter: '1', shape: 'diamond', respondWithinMin: 5 },
  { id: 'high', rank: 2, words: 'High', letter: '2', shape: 'triangle', respondWithinMin: 15 },
  { id: 'medium', rank: 3, words: 'Medium', letter: '3', shape: 'square', respondWithinMin: 60 },
  { id: 'low', rank: 4, words: 'Low', letter: '4', shape: 'circle', respondWithinMin: 480 },
] as const;
export type AlarmPriority = (typeof alarmPriorities)[number]['id'];
const priorityIds = alarmPriorities.map(({ id }) => id);

/** What makes the condition true. */
export const alarmConditionSchema = z.discriminatedUnion('kind', [
  /** The value is above the limit; it has returned when it is below limit minus deadband. */
  z.object({ kind: z.literal('high') }),
  z.object({ kind: z.literal('low') }),
  /** The value is bad, or none came for so long that it counts as lost. Numbers of its own are not looked at. */
  z.object({ kind: z.literal('bad-value') }),
]);

const words = z.string().trim().max(500);
const limitSchema = z.number().nullable();

/** One alarm of the master alarm database. It holds at every unit that has the channel. */
export const alarmDefinitionSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/, 'Use 1 to 60 letters, digits, _ or -'),
  tag: z.string().min(1).max(60),
  words: z.string().trim().min(1, 'Give the alarm a name').max(120),
  condition: alarmConditionSchema,
  /** In the channel's unit; null in a phase without a limit of its own and for `bad-value`. */
  limit: limitSchema,
  /** Other limits in some phases; null suppresses the alarm there by design. */
  phaseLimits: z.partialRecord(z.enum(phases.map(({ id }) => id)), limitSchema),
  /** How far the value must come back behind the limit, in the channel's unit. */
  deadband: z.number().nonnegative(),
  onDelayS: z.number().nonnegative().max(86_400),
  offDelayS: z.number().nonnegative().max(86_400),
  priority: z.enum(priorityIds),
  /** True: it stays, however well the value is again, until a person resets it. */
  latching: z.boolean(),
  shelvable: z.boolean(),
  /** Longest time it may be shelved for, h; never more than 24. */
  maxShelveH: z.number().positive().max(24),
  enabled: z.boolean(),
  cause: words,
  consequence: words,
  action: words,
  /** Step of the procedure that says more, and the form of the record it calls for; empty where there is none. */
  sop: words,
  record: z.string().max(40),
  /** Alarms of the same unit that it is known to lead to: in a flood they are shown under it. */
  leadsTo: z.array(z.string()),
  /** Who decided all this, and when. */
  rationalisedBy: words,
});
export type AlarmDefinition = z.infer<typeof alarmDefinitionSchema>;

/** The states of an alarm that is annunciated (ISA-18.2 figure 3; letters of the standard in brackets). */
export const alarmStates = [
  { id: 'normal', words: 'Normal' },
  { id: 'unacknowledged', words: 'Unacknowledged' },
  { id: 'acknowledged', words: 'Acknowledged' },
  { id: 'returned', words: 'Returned, unacknowledged' },
  { id: 'latched', words: 'Latched, unacknowledged' },
  { id: 'latched-acknowledged', words: 'Latched, acknowledged' },
] as const;
export type AlarmStateId = (typeof alarmStates)[number]['id'];
const stateIds = alarmStates.map(({ id }) => id);

/** Why an alarm is not annunciated although it goes on being judged. The strongest of those that hold is shown. */
export const alarmHolds = ['out-of-service', 'suppressed', 'shelved'] as const;
export type AlarmHold = (typeof alarmHolds)[number];

const heldSchema = z.object({
  /** Epoch ms at which it ends by itself; null for a suppression, which its rule ends. */
  until: epochMsSchema.nullable(),
  by: z.array(z.string().min(1)),
  reason: z.string(),
});

/** All that is known of one alarm of one unit. */
export const alarmStateSchema = z.object({
  state: z.enum(stateIds),
  /** The condition with its delays and deadband. */
  active: z.boolean(),
  /** True while its value cannot be trusted: the condition then stays as it was. */
  frozen: z.boolean(),
  activeSince: epochMsSchema.nullable(),
  held: z.partialRecord(z.enum(alarmHolds), heldSchema),
});
export type AlarmState = z.infer<typeof alarmStateSchema>;

/** One transition. The journal of them is the whole truth: folding it gives the live state. */
export const alarmEventSchema = z.object({
  at: epochMsSchema,
  /** When the station saw it; `at` is the time of the value. */
  seenAt: epochMsSchema,
  unitId: unitIdSchema,
  alarmId: z.string(),
  what: z.enum([
    'activated',
    'returned',
    'acknowledged',
    'reset',
    'shelved',
    'unshelved',
    'suppressed',
    'unsuppressed',
    'out-of-service',
    'in-service',
    'frozen',
    'thawed',
  ]),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  quality: z.number().int(),
  /** Person or rule; empty where the value itself did it. */
  by: z.string(),
  comment: z.string(),
  after: alarmStateSchema,
});
export type AlarmEvent = z.infer<typeof alarmEventSchema>;

/** A definition judged before it may be enabled: what is missing, in words; empty where it may. */
export function enablingFaults(definition: AlarmDefinition): string[] {
  const missing = (['cause', 'consequence', 'action', 'rationalisedBy'] as const)
    .filter((field) => definition[field].trim() === '')
    .map((field) => `Say the ${field === 'rationalisedBy' ? 'person who decided it' : field} first`);
  const limits = [definition.limit, ...Object.values(definition.phaseLimits)];
  if (definition.condition.kind !== 'bad-value' && limits.every((limit) => limit === null))
    missing.push('Give a limit, for all phases or for one');
  return missing;
}

/** The hold that is shown of those that hold; null where the alarm is annunciated. */
export function shownHold(state: AlarmState): AlarmHold | null {
  return alarmHolds.find((hold) => state.held[hold] !== undefined) ?? null;
}
