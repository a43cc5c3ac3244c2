import { z } from 'zod';

/** A process unit (ISA-88): one bioreactor. Short, stable, safe in a topic, a file name and a URL. */
export const unitIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'Use 1 to 40 letters, digits, _ or -')
  .brand<'UnitId'>();
export type UnitId = z.infer<typeof unitIdSchema>;

/** One measured, derived or predicted quantity of one unit: `unitId/tag`. */
export const channelIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}\/[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, 'A channel is UNIT/TAG')
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof channelIdSchema>;

export const connectionIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use 1 to 40 lower-case letters, digits or -')
  .brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof connectionIdSchema>;

export const batchIdSchema = z.string().min(1).max(80).brand<'BatchId'>();
export type BatchId = z.infer<typeof batchIdSchema>;

/** UTC epoch milliseconds. */
export const epochMsSchema = z.number().int().nonnegative();

/** Joins a unit and a tag into the id of their channel. */
export function channelId(unitId: string, tag: string): ChannelId {
  return channelIdSchema.parse(`${unitId}/${tag}`);
}
