import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
/** What nobody resumed for a month is forgotten. */
const keptForMs = 30 * 24 * 3_600_000;

export interface CheckpointRequest {
  readonly dataDir: string;
  readonly jobId: string;
  readonly planSha256: string;
  readonly now: () => number;
  /** Told once where the disk does not take it; the training itself goes on. */
  readonly say: (words: string) => void;
}

/** Opens the checkpoint of a job; what belongs to another plan is not taken up. Forgets those long left alone. */
export function openCheckpoint({ dataDir, jobId, planSha256, now, say }: CheckpointRequest): Checkpoint {
  const all = join(dataDir, 'training');
  removeOld(all, now() - keptForMs);
  const folder = join(all, jobId);
  const path = join(folder, 'state.json');
  let kept: Kept = readKept(path, planSha256) ?? { format: 1, planSha256, trials: [], final: null };
  let writtenAt = Number.NEGATIVE_INFINITY;
  let isTold = false;
  const write = (): void => {
    writtenAt = now();
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${path}.writing`, JSON.stringify(kept));
      renameSync(`${path}.writing`, path);
    } catch (problem) {
      if (!isTold)
        say(`What is done so far cannot be kept (${codeOf(problem)}): stopped now, it begins anew`);
      isTold = true;
    }
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

function removeOld(all: string, before: number): void {
  if (!existsSync(all)) return;
  for (const name of readdirSync(all))
    if (statSync(join(all, name)).mtimeMs < before) rmSync(join(all, name), { recursive: true, force: true });
}

function codeOf(problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  return code === 'ENOSPC' ? 'the disk is full' : code || String(problem);
}

function readKept(path: string, planSha256: string): Kept | null {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
    return kept.format === 1 && kept.planSha256 === planSha256 ? kept : null;
  } catch {
    return null;
  }
}
