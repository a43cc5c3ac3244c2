import type { CalibrationFinish, CalibrationRun } from '../../../shared/model/calibration-run';
import { personActing } from '../records/records-deps';
import type { KeepOutcome } from './calibrations-room';
import type { CalibrationParts } from './create-calibrations';
import { entryOf, type RunFacts } from './result-of';

/**
 * Hands a run in as a record. The run's own name makes it arrive once: kept and then cut off, it is found again and
 * only ended. What it says applies from its time on.
 */
export async function keepRun(
  { deps, applied }: CalibrationParts,
  { run, facts }: { readonly run: CalibrationRun; readonly facts: RunFacts },
  finish: CalibrationFinish,
  answers: Readonly<Record<string, string>>,
  end: (run: CalibrationRun) => Promise<void>,
): Promise<KeepOutcome> {
  personActing();
  const entry = { ...entryOf(deps, run, finish, facts), answers: { ...answers } };
  const outcome = await deps.records.submit(entry, { clientId: run.id });
  if (outcome.outcome === 'asks' || outcome.outcome === 'refused')
    return { outcome: outcome.outcome, findings: outcome.findings };
  if (outcome.outcome === 'conflict') throw new Error('A new record cannot be in conflict');
  await end(run);
  await applied.look();
  deps.changed();
  return { outcome: 'kept', record: outcome.record };
}
