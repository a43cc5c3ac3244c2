import { computed, withheld, type Computed } from '../../shared/calc/computed';
import { nextPhase, startPhases, type PhaseState, type PhaseWindow } from '../../shared/calc/phase-machine';
import { phaseCode } from '../../shared/model/phase';
import { createFeatureEngine, type BatchFacts, type FeatureWindow } from './features/feature-engine';
import type { InputCell } from './features/input-cell';
import { createGrowthWindow } from './growth-window';
import type { Od600Model, Prediction } from './od600-model';

/** The channels the twin writes, in the order it writes them. */
export const outputTags = [
  'OUR',
  'CER',
  'RQ',
  'OD_pred',
  'OD_pred_low',
  'OD_pred_high',
  'mu',
  'Phase',
] as const;
export type OutputTag = (typeof outputTags)[number];

/** What the twin says about one window. Channels it cannot judge without a model are absent, not null. */
export interface TwinWindow {
  /** End of the window, epoch ms. */
  readonly end: number;
  readonly outputs: Readonly<Partial<Record<OutputTag, Computed>>>;
}

/** One batch as the twin follows it. Windows go in once each and in order. */
export interface UnitTwin {
  take(cells: readonly InputCell[]): Promise<TwinWindow[]>;
  phase(): PhaseState;
}

/** Integrals that could not see more of the batch than this make a prediction doubtful. */
const doubtfulMissing = 0.01;

/** Follows one batch from its inoculation on; without a model OD600 and µ are left out. */
export function createUnitTwin(facts: BatchFacts, model: Od600Model | null): UnitTwin {
  const engine = createFeatureEngine(facts);
  const growth = createGrowthWindow();
  const respiration = createGrowthWindow();
  let phase = startPhases(facts.inoculatedAt);

  const finish = (window: FeatureWindow, prediction: Prediction | null): TwinWindow => {
    const od = prediction === null ? null : doubted(prediction, window.missingShare);
    growth.add(window.end, totalOf(od?.value ?? null, window.volumeL));
    respiration.add(window.end, window.clearCerMolH);
    const muFromOd = growth.muPerH();
    phase = nextPhase(phase, phaseWindow(window, muFromOd ?? respiration.muPerH()));
    return {
      end: window.end,
      outputs: {
        OUR: window.our,
        CER: window.cer,
        RQ: window.rq,
        ...(od === null ? {} : predicted(od, muFromOd)),
        Phase: computed(phaseCode(phase.phase)),
      },
    };
  };

  return {
    phase: () => phase,
    take: async (cells) => {
      const windows = cells.map((cell) => engine.push(cell));
      const predictions = await model?.predict(windows.map((window) => window.features));
      return windows.map((window, i) => finish(window, predictions?.[i] ?? null));
    },
  };
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

function phaseWindow(window: FeatureWindow, muPerH: number | null): PhaseWindow {
  const { values } = window.cell;
  return {
    t: window.end,
    muPerH,
    ourMmolLH: window.our.value,
    cerMmolLH: window.cer.value,
    doPct: values.DO,
    stirrerRpm: values.Stir_PV,
    gasNlMin: values.Gas_Flow_Inlet,
    oxygenNlMin: values.Gas_MFC_O2,
    pressureBarA: values.Reactor_Pressure,
    glycerolMlMin: values.Feed_Glycerol,
    methanolMlMin: values.Feed_MeOH,
  };
}
