import { z } from 'zod';
import { epochMsSchema } from './identity';

/**
 * From a moment on, what a probe gives is put right by its certificate: applied = offset + gain · raw. What the probe
 * gave is recorded as it came and never changed; the line is laid over it wherever it is read.
 */
export const appliedLineSchema = z.object({
  /** The calibration record it comes from. */
  recordId: z.string().min(1).max(80),
  from: epochMsSchema,
  /** Until the next one applies; null while it is the last. */
  to: epochMsSchema.nullable(),
  gain: z.number(),
  offset: z.number(),
});
export type AppliedLine = z.infer<typeof appliedLineSchema>;

/** The line that applies at a moment; undefined where what the probe gave stands as it is. */
export function lineAt(lines: readonly AppliedLine[], t: number): AppliedLine | undefined {
  return lines.findLast(({ from, to }) => from <= t && (to === null || t < to));
}

/** A value put right; what is no number stays none. */
export function applyLine(line: Pick<AppliedLine, 'gain' | 'offset'>, raw: number): number {
  return line.offset + line.gain * raw;
}
