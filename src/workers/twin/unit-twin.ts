import type { PhaseState } from '../../shared/calc/phase-machine';
import type { SensorSuspicion } from '../../shared/calc/sensor-suspicion';
import type { PhaseOverride } from '../../shared/model/phase-override';
import { createBatchDerivation, type TwinWindow } from './batch-derivation';
import type { Remark } from './derive/gassing-account';
import type { ReadSeconds } from './derive/seconds';
import type { BatchFacts } from './features/feature-engine';
import type { InputCell } from './features/input-cell';
import type { Od600Model } from './od600-model';

/** One batch as the twin follows it. Windows go in once each and in order. */
export interface UnitTwin {
  take(cells: readonly InputCell[]): Promise<TwinWindow[]>;
  phase(): PhaseState;
  /** Phases set by hand; those at times already taken change nothing. */
  override(overrides: readonly PhaseOverride[]): void;
  /** What speaks against sensors, as of the last window taken. */
  suspicions(): readonly SensorSuspicion[];
  /** What is worth writing down, oldest first. */
  remarks(): readonly Remark[];
}

/** Follows one batch from its inoculation on; without a model what needs one is left out. */
export function createUnitTwin(
  facts: BatchFacts,
  model: Od600Model | null,
  readSeconds: ReadSeconds,
): UnitTwin {
  const batch = createBatchDerivation(
    facts,
    model?.card.features.map(({ name }) => name),
  );
  return {
    phase: () => batch.phase(),
    suspicions: () => batch.suspicions(),
    remarks: () => batch.remarks(),
    override: (overrides) => batch.override(overrides),
    take: async (cells) => {
      const windows = cells.map((cell) => batch.features(cell));
      const predictions = await model?.predict(windows.map((window) => window.features));
      const told: TwinWindow[] = [];
      for (const [i, window] of windows.entries()) {
        const step = batch.stepDue(window);
        const seconds = step && (await readSeconds(step.from, step.to));
        told.push(batch.finish(window, predictions?.[i] ?? null, seconds));
      }
      return told;
    },
  };
}
