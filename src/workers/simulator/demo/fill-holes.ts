import type { ReadingColumns } from '../../../shared/model/reading';
import type { UnitPlan } from './demo-plan';
import type { Hole } from './holes';
import { replayHoles } from './replay';

export interface FillParts {
  readonly now: number;
  readonly pause: () => Promise<void>;
  readonly submit: (columns: ReadingColumns) => Promise<void>;
  /** Told of each stretch that the station has now. */
  readonly filled: (unitId: string, stretch: Hole) => void;
}

/**
 * Gives the station what it lacks, the newest hours of all units first.
 * @throws what the station throws; what was filled until then is told
 */
export async function fillHoles(units: readonly UnitPlan[], parts: FillParts): Promise<void> {
  const replays = units
    .filter((unit) => unit.holes.length > 0)
    .map((unit) => ({
      unit,
      to: Math.max(...unit.holes.map((hole) => hole.to)),
      blocks: replayHoles(unit.unitId, unit.batch, unit.holes, parts.now, parts.pause),
    }));
  while (replays.length > 0) {
    const next = replays.shift();
    if (!next) break;
    const block = await next.blocks.next();
    if (!block.done) await parts.submit(block.value.columns);
    parts.filled(next.unit.unitId, { from: block.done ? 0 : block.value.wholeFrom, to: next.to });
    if (!block.done) replays.push(next);
  }
}
