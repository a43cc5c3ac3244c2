import { z } from 'zod';
import type { BatchId, UnitId } from '../../shared/model/identity';
import { phaseCode, phaseOf } from '../../shared/model/phase';
import { phaseOverrideSchema, type PhaseOverride } from '../../shared/model/phase-override';
import type { Batch } from '../../shared/model/process-unit';
import { Refusal } from '../../shared/model/refusal';
import type { PhasesRoom } from './serve/rooms';

export interface PhaseDeskDeps {
  readonly settings: { getSetting(key: string): unknown; putSetting(key: string, value: unknown): void };
  readonly runningBatch: (unitId: UnitId) => Batch | null;
  readonly now: () => number;
  /** Tells people, and whoever holds a list of units. */
  readonly changed: (unitId: UnitId, words: string) => void;
}

const kept = z.array(phaseOverrideSchema);

/** Phases that people set by hand, kept with the batch so that it is computed the same again. */
export function createPhaseDesk({ settings, runningBatch, now, changed }: PhaseDeskDeps): PhasesRoom {
  const keyOf = (batchId: BatchId): string => `phase-overrides/${batchId}`;
  const read = (batchId: BatchId): PhaseOverride[] =>
    kept.safeParse(settings.getSetting(keyOf(batchId))).data ?? [];
  const cache = new Map<BatchId, readonly PhaseOverride[]>();
  const known = (batchId: BatchId): readonly PhaseOverride[] => {
    const found = cache.get(batchId) ?? read(batchId);
    cache.set(batchId, found);
    return found;
  };
  return {
    overrides: (unitId) => {
      const batch = runningBatch(unitId);
      return batch ? [...known(batch.id)] : [];
    },
    override: (unitId, given) => {
      const batch = runningBatch(unitId);
      if (!batch) throw new Refusal('CONFLICT', 'No batch runs on this bioreactor', 'unitId');
      const override = { ...given, at: now() };
      const all = [...known(batch.id), override];
      settings.putSetting(keyOf(batch.id), all);
      cache.set(batch.id, all);
      changed(unitId, `Phase set to ${phaseOf(phaseCode(given.phase)).words} by hand: ${given.reason}`);
      return override;
    },
  };
}
