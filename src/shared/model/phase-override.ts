import { z } from 'zod';
import { epochMsSchema } from './identity';
import { phases } from './phase';

/** A phase that a person set by hand. The rules go on from there; what they saw is replaced, not what was recorded. */
export const phaseOverrideSchema = z.object({
  /** From when on it holds, epoch ms. */
  at: epochMsSchema,
  phase: z.enum(phases.map((phase) => phase.id)).exclude(['none']),
  reason: z.string().trim().min(3, 'Say why, in a few words').max(300),
});
export type PhaseOverride = z.infer<typeof phaseOverrideSchema>;
