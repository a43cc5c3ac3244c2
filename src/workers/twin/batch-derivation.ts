import { computed, withheld, type Computed } from '../../shared/calc/computed';
import { nextPhase, startPhases, type PhaseState } from '../../shared/calc/phase-machine';
import type { SensorSuspicion } from '../../shared/calc/sensor-suspicion';
import { derivedChannels, type DerivedTag } from '../../shared/model/derived-channel';
import type { PhaseOverride } from '../../shared/model/phase-override';
import { predictionTags, type PredictionTag } from '../../shared/model/prediction-tags';
import { phaseCode } from '../../shared/model/phase';
import { createDerivations } from './derive/derivations';
import { createGasStepFinder, type GasStep } from './derive/gas-step';
import type { Remark } from './derive/gassing-account';
import type { Seconds } from './derive/seconds';
import { createFeatureEngine, type BatchFacts, type FeatureWindow } from './features/feature-engine';
import type { InputCell } from './features/input-cell';
import { phaseByHand, phaseSetTo, phaseWindow } from './features/phase-window';
import { createGrowthWindow } from './growth-window';
import type { Prediction } from './od600-model';
import { doubtfulMissing } from './twin-answer';

const predictedTags = ['OD_pred', 'OD_pred_low', 'OD_pred_high', 'mu', 'Phase'] as const;
export type OutputTag = DerivedTag | (typeof predictedTags)[number] | PredictionTag;

/** The channels the twin writes, in the order it writes them. */
export const outputTags: readonly OutputTag[] = [...derivedChannels.map(({ tag }) => tag), ...predictedTags];

/** Those with what names the model of each prediction, and with what other models say. */
export const allOutputTags: readonly OutputTag[] = [
  ...new Set([
    ...outputTags,
    ...predictionTags.flatMap(({ value, low, high, model, features }) => [value, low, high, model, features]),
  ]),
];

/** What the twin says about one window. Channels it cannot judge without a model are absent, not null. */
export interface TwinWindow {
  /** End of the window, epoch ms. */
  readonly end: number;
  readonly outputs: Readonly<Partial<Record<OutputTag, Computed>>>;
}

/** Everything about a batch that is computed from its cells. Windows go in once each and in order. */
export interface BatchDerivation {
  /** What a model predicts from. */
  features(cell: InputCell): FeatureWindow;
  /** All that is said of a window; `prediction` is null without a model. */
  finish(window: FeatureWindow, prediction: Prediction | null, seconds?: Seconds | null): TwinWindow;
  /** The gassing step that is evaluated with this window: `finish` wants its seconds. */
  stepDue(window: FeatureWindow): GasStep | null;
  /** What is worth writing down, as of the last window, oldest first. */
  remarks(): readonly Remark[];
  /** Where the batch is; what was set by hand holds at once. */
  phase(): PhaseState;
  /** Replaces what people set by hand; those at times already computed change nothing. */
  override(overrides: readonly PhaseOverride[]): void;
  /** What speaks against sensors, as of the last window. */
  suspicions(): readonly SensorSuspicion[];
}

/**
 * Follows one batch from its inoculation on.
 * @param wanted names of the features that a model asks for
 */
export function createBatchDerivation(facts: BatchFacts, wanted?: readonly string[]): BatchDerivation {
  const engine = createFeatureEngine(facts, wanted);
  const derivations = createDerivations(facts);
  const steps = createGasStepFinder();
  const due = new Map<number, GasStep>();
  const growth = createGrowthWindow();
  const respiration = createGrowthWindow();
  let overrides: readonly PhaseOverride[] = [];
  let phase = startPhases(facts.inoculatedAt);
  let before = facts.inoculatedAt;

  return {
    features: (cell) => {
      const step = steps.push(cell);
      if (step) due.set(cell.end, step);
      return engine.push(cell);
    },
    stepDue: ({ end }) => due.get(end) ?? null,
    remarks: () => derivations.remarks(),
    suspicions: () => derivations.suspicions(),
    phase: () => {
      const next = overrides.findLast(({ at }) => at > before);
      return next ? phaseSetTo(phase, next) : phase;
    },
    override: (given) => {
      overrides = given;
      engine.override(given);
    },
    finish: (window, prediction, seconds = null) => {
      const step = due.get(window.end);
      due.delete(window.end);
      derivations.explained.push(window.cell);
      const od = prediction === null ? null : doubted(prediction, window.missingShare);
      growth.add(window.end, totalOf(od?.value ?? null, window.volumeL));
      respiration.add(window.end, window.clearCerMolH);
      const muFromOd = growth.rate()?.muPerH ?? null;
      const respired = respiration.rate();
      const isExplained = derivations.explained.at('depletion', window.end) !== null;
      phase = nextPhase(phase, phaseWindow(window, muFromOd ?? respired?.muPerH ?? null, isExplained));
      phase = phaseByHand(phase, overrides, before, window.end);
      before = window.end;
      const od600 = od === null ? null : { value: od.value, quality: od.quality };
      return {
        end: window.end,
        outputs: {
          ...derivations.push(
            window,
            { phase: phase.phase, od600, respiration: respired },
            step ? { step, seconds } : null,
          ),
          ...(od === null ? {} : predicted(od, muFromOd)),
          Phase: computed(phaseCode(phase.phase)),
        },
      };
    },
  };
}

/**
 * A whole batch at once: what the twin says live, window by window.
 * @param predictions one per cell where a model was asked
 * @param secondsOf the readings around a gassing step
 */
export function deriveBatch(
  cells: readonly InputCell[],
  facts: BatchFacts,
  predictions: readonly Prediction[] = [],
  secondsOf: (step: GasStep) => Seconds | null = () => null,
): TwinWindow[] {
  const batch = createBatchDerivation(facts);
  return cells.map((cell, i) => {
    const window = batch.features(cell);
    const step = batch.stepDue(window);
    return batch.finish(window, predictions[i] ?? null, step && secondsOf(step));
  });
}

/** Growth is that of the whole broth: feeds dilute, they do not shrink. */
function totalOf(perLitre: number | null, volumeL: number | null): number | null {
  return perLitre === null || volumeL === null ? null : perLitre * volumeL;
}

function predicted(od: Prediction, muPerH: number | null): TwinWindow['outputs'] {
  const of = (value: number | null): Computed => ({ value, quality: od.quality });
  return {
    OD_pred: of(od.value),
    OD_pred_low: of(od.low),
    OD_pred_high: of(od.high),
    mu: muPerH === null ? withheld('missing-input') : computed(muPerH, od.quality),
  };
}

function doubted(prediction: Prediction, missingShare: number): Prediction {
  const doubtful = prediction.quality === 'good' && missingShare > doubtfulMissing;
  return doubtful ? { ...prediction, quality: 'uncertain-source' } : prediction;
}
