import type { CalibrationRun } from '../../../shared/model/calibration-run';
import { Refusal } from '../../../shared/model/refusal';
import type { CalibrationsDeps } from './calibrations-deps';

type Simulated = Pick<CalibrationsDeps, 'plant' | 'simulator'>;

const tagOf = ({ channelId }: CalibrationRun): string => channelId.slice(channelId.indexOf('/') + 1);

function isSimulated({ plant }: Simulated, run: CalibrationRun): boolean {
  return plant.units().some(({ id, simulated }) => id === run.unitId && simulated);
}

/** Puts the probe of a simulated unit into a simulated reference, where it stays until the next or the end. */
export async function simulateReference(deps: Simulated, run: CalibrationRun, index: number): Promise<void> {
  const size = run.points[index]?.reference;
  if (!isSimulated(deps, run) || size === null || size === undefined)
    throw new Refusal('REFUSED', 'Only the probe of a simulated unit can be put into a simulated reference');
  await endSimulated(deps, run);
  const fault = { kind: 'reference', tag: tagOf(run), size, forH: 1 };
  await deps.simulator.ask({ do: 'add-fault', unitId: run.unitId, fault });
}

/** Takes it out again. A simulator that does not run, or forgot about it, has nothing to take out. */
export async function endSimulated(deps: Simulated, run: CalibrationRun): Promise<void> {
  if (!isSimulated(deps, run)) return;
  try {
    const { faults = [] } = deps.simulator.status().units.find(({ unitId }) => unitId === run.unitId) ?? {};
    for (const { id, kind, tag } of faults)
      if (kind === 'reference' && tag === tagOf(run))
        await deps.simulator.ask({ do: 'clear-faults', unitId: run.unitId, id });
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
  }
}
