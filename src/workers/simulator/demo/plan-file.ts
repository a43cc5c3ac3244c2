import { readFileSync } from 'node:fs';
import type { Log } from '../../log';
import { demoPlanSchema } from './demo-plan';
import type { DemoPlan } from './demo-plan';
import { writeWhole } from './write-whole';

/** The plan of the last run; null where there is none or it cannot be read (then the demo begins anew). */
export function readPlan(file: string, log: Log): DemoPlan | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return demoPlanSchema.parse(JSON.parse(text));
  } catch (error) {
    log('warn', 'The demo plan cannot be read; the demo begins anew', { file, error: String(error) });
    return null;
  }
}

/** Replaces the plan whole: a reader finds the old one or the new one, never half of one. */
export function writePlan(file: string, plan: DemoPlan): void {
  writeWhole(file, plan);
}
