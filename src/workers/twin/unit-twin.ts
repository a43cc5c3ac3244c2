import type { Computed } from '../../shared/calc/computed';
import type { PhaseState } from '../../shared/calc/phase-machine';
import type { SensorSuspicion } from '../../shared/calc/sensor-suspicion';
import type { PhaseOverride } from '../../shared/model/phase-override';
import { predictionTags } from '../../shared/model/prediction-tags';
import { createBatchDerivation, type TwinWindow } from './batch-derivation';
import type { Remark } from './derive/gassing-account';
import type { ReadSeconds } from './derive/seconds';
import type { BatchFacts } from './features/feature-engine';
import type { InputCell } from './features/input-cell';
import { createDriftWatch, type DriftOfModel } from './drift-watch';
import type { Od600Model } from './od600-model';
import {
  modelStamp,
  predictionOutputs,
  stampOutputs,
  wantedOf,
  type RunningModel,
} from './prediction-outputs';
import { twinAnswer, type SaidOfWindow } from './twin-answer';
import type { TwinAnswer } from '../../shared/contract/twin';

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
  /** What each model in use said of the last window taken, and why. */
  answers(): Promise<readonly Omit<TwinAnswer, 'unitId'>[]>;
  /** Features that stay away from what a model in use has learned from. */
  drifts(): readonly DriftOfModel[];
}

/**
 * Follows one batch from its inoculation on; without a model what needs one is left out.
 * @param others models beside the one that is trusted; what they say goes to channels of their own
 */
export function createUnitTwin(
  facts: BatchFacts,
  model: Od600Model | null,
  readSeconds: ReadSeconds,
  others: readonly RunningModel[] = [],
): UnitTwin {
  const batch = createBatchDerivation(facts, wantedOf([model, ...others.map((other) => other.model)]));
  const main = model && { tags: predictionTags[0], stamp: modelStamp(model) };
  const beside = others.map((other) => ({ ...other, stamp: modelStamp(other.model) }));
  const inUse = [...(model && main ? [{ tags: main.tags, model }] : []), ...others];
  const watches = inUse.map(({ tags, model: one }) => createDriftWatch(tags, one));
  let said: readonly SaidOfWindow[] = [];
  let told: Promise<readonly Omit<TwinAnswer, 'unitId'>[]> | null = null;
  return {
    answers: () => (told ??= Promise.all(said.map(twinAnswer))),
    drifts: () => {
      const suspects = batch.suspicions().flatMap((suspicion) => suspicion.suspects.slice(0, 1));
      return watches.flatMap((watch) => watch.drifts(suspects));
    },
    phase: () => batch.phase(),
    suspicions: () => batch.suspicions(),
    remarks: () => batch.remarks(),
    override: (overrides) => batch.override(overrides),
    take: async (cells) => {
      const windows = cells.map((cell) => batch.features(cell));
      const rows = windows.map((window) => window.features);
      const predictions = await model?.predict(rows);
      const byOthers = await Promise.all(beside.map((other) => other.model.predict(rows)));
      const finishedWindows: TwinWindow[] = [];
      for (const [i, window] of windows.entries()) {
        const step = batch.stepDue(window);
        const seconds = step && (await readSeconds(step.from, step.to));
        const finished = batch.finish(window, predictions?.[i] ?? null, seconds);
        const outputs: Record<string, Computed> = { ...finished.outputs };
        if (main) Object.assign(outputs, stampOutputs(main.tags, main.stamp, window.features));
        for (const [j, { tags, stamp }] of beside.entries())
          Object.assign(outputs, predictionOutputs(tags, stamp, window.features, byOthers[j]?.[i] ?? null));
        finishedWindows.push({ ...finished, outputs });
        for (const watch of watches) watch.add(window.end, window.features);
      }
      const last = windows.at(-1);
      if (last) {
        const { end, features: row, missingShare } = last;
        said = [...(main && predictions ? [predictions] : []), ...byOthers].flatMap((of, j) => {
          const [one, prediction] = [inUse[j], of.at(-1)];
          return one && prediction ? [{ ...one, end, row, missingShare, prediction }] : [];
        });
        told = null;
      }
      return finishedWindows;
    },
  };
}
