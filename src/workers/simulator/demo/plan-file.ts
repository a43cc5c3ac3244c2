import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../../log';
import { demoPlanSchema } from './demo-plan';
import type { DemoPlan } from './demo-plan';

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
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(plan, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}
