import { z } from 'zod';
import { channelIdSchema, unitIdSchema } from './identity';

/** What kind of fact a channel holds: a sensor's, a controller's, ours by calculation, or the model's. */
export const channelKinds = ['measured', 'setpoint', 'derived', 'predicted', 'state'] as const;

/** Panels of the unit page and the headings of value tables. */
export const channelGroups = [
  'biomass',
  'dissolved-oxygen',
  'ph',
  'temperature',
  'gas',
  'off-gas',
  'feed',
  'mechanical',
  'state',
] as const;
export type ChannelGroup = (typeof channelGroups)[number];

const rangeSchema = z.object({ low: z.number(), high: z.number() });

/**
 * A channel as the station knows it. `range` is where the instrument is meant to work (outside: uncertain),
 * `possible` what physics allows (outside: bad). `cadenceMs` is the expected time between samples.
 */
export const channelSchema = z.object({
  id: channelIdSchema,
  /** Number of the series in the historian, and the channel's short name on the wire. */
  series: z.number().int().positive(),
  unitId: unitIdSchema,
  tag: z.string(),
  name: z.string(),
  /** Unit symbol as printed; empty for a pure number. */
  unit: z.string(),
  group: z.enum(channelGroups),
  kind: z.enum(channelKinds),
  range: rangeSchema,
  possible: rangeSchema,
  /** Smallest step the instrument reports; also fixes the decimals shown. */
  resolution: z.number().positive(),
  cadenceMs: z.number().int().positive(),
  /** Largest believable change per second; above it a single sample is marked a spike. */
  maxRatePerS: z.number().positive().nullable(),
  /** Unchanged at full resolution for longer than this is "stuck"; null where standing still is normal. */
  stuckAfterMs: z.number().int().positive().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;
export type ChannelDefinition = Omit<Channel, 'id' | 'series' | 'unitId'>;

/** Decimals that the resolution justifies: 0.01 gives 2, 1 gives 0. */
export function decimalsOf(resolution: number): number {
  return Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9));
}
