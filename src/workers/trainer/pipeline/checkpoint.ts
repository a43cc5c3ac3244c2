import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingTrial } from '../../../shared/model/training-plan';
import type { BoostingState } from '../boosting/boosting-state';

interface Kept {
  readonly format: 1;
  readonly planSha256: string;
  readonly trials: readonly TrainingTrial[];
  readonly final: BoostingState | null;
}

/** What a training keeps on the disk while it runs, so that it can go on after the program was ended. */
export interface Checkpoint {
  /** What an earlier run of the same plan left. */
  readonly trials: readonly TrainingTrial[];
  readonly final: BoostingState | null;
  keepTrial(trial: TrainingTrial): void;
  /** Written at most every second. */
  keepTrees(state: () => BoostingState): void;
  /** The training has ended, one way or the other. */
  remove(): void;
}

const keepEveryMs = 1000;

/** Opens the checkpoint of a job; what belongs to another plan is not taken up. */
export function openCheckpoint(
  dataDir: string,
  jobId: string,
  planSha256: string,
  now: () => number,
): Checkpoint {
  const folder = join(dataDir, 'training', jobId);
  const path = join(folder, 'state.json');
  let kept: Kept = readKept(path, planSha256) ?? { format: 1, planSha256, trials: [], final: null };
  let writtenAt = Number.NEGATIVE_INFINITY;
  const write = (): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.writing`, JSON.stringify(kept));
    renameSync(`${path}.writing`, path);
    writtenAt = now();
  };
  return {
    trials: kept.trials,
    final: kept.final,
    keepTrial: (trial) => {
      kept = { ...kept, trials: [...kept.trials, trial] };
      write();
    },
    keepTrees: (state) => {
      if (now() - writtenAt < keepEveryMs) return;
      kept = { ...kept, final: state() };
      write();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readKept(path: string, planSha256: string): Kept | null {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    return kept.format === 1 && kept.planSha256 === planSha256 ? kept : null;
  } catch {
    return null;
  }
}
