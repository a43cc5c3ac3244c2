import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { expectedMassRateGH } from '../../../shared/calc/mass-balance';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import { inputOf, type InputCell, type InputTag } from '../features/input-cell';
import { addRate, startTotal } from '../features/running-total';
import { using } from '../features/using';

/** What the weight is held against. */
export interface WeightWindow {
  readonly cell: InputCell;
  readonly evaporationGH: Computed;
  readonly ourMmolLH: Computed;
  readonly cerMmolLH: Computed;
  readonly volume: Computed;
}

export interface WeightAccount {
  push(window: WeightWindow): WeightGain;
}

/** Half an hour on the scale. */
export interface WeightGain {
  /** Weight gained beyond what the balance explains, g. */
  readonly residual: Computed;
  /** The same as rates, g/h; null where there is no residual. */
  readonly measuredGH: number | null;
  readonly expectedGH: number | null;
}

const spanMs = 30 * 60_000;
const hourMs = 3_600_000;

interface Past {
  readonly t: number;
  readonly weightG: number;
  readonly expectedG: number;
  readonly missingMs: number;
}

/**
 * The weight balance of science.md D4 over a sliding half hour. A feed that never reported counts as not fitted.
 * @param takenG broth taken out until a time, g
 */
export function createWeightAccount(
  startsAt: number,
  facts: VesselFacts,
  takenG: (t: number) => number,
): WeightAccount {
  const liquids = [
    ['Feed_Glycerol', facts.glycerolFeedKgL],
    ['Feed_MeOH', facts.methanolFeedKgL],
    ['Base_Pump_Rate', facts.baseKgL],
  ] as const satisfies readonly (readonly [InputTag, number])[];
  const fitted = new Set<InputTag>();
  let gain = startTotal(startsAt);
  let past: Past[] = [];
  return {
    push({ cell, evaporationGH, ourMmolLH, cerMmolLH, volume }) {
      for (const [tag] of liquids) if (cell.values[tag] !== null) fitted.add(tag);
      const rate = using([evaporationGH, ourMmolLH, cerMmolLH, volume], (evaporated, our, cer, volumeL) =>
        using(
          liquids.filter(([tag]) => fitted.has(tag)).map(([tag]) => inputOf(cell, tag)),
          (...mlMin) =>
            expectedMassRateGH({
              liquids: mlMin.map((flow, i) => ({
                mlH: 60 * flow,
                densityKgL: densityOf(liquids, fitted, i),
              })),
              evaporationGH: evaporated,
              ourMolLH: our / 1000,
              cerMolLH: cer / 1000,
              volumeL,
              samplesGH: 0,
            }),
        ),
      );
      gain = addRate(gain, cell.end, rate.value);
      past = past.filter(({ t }) => t >= cell.end - spanMs);
      const weight = inputOf(cell, 'Weight');
      if (weight.value === null) return without(weight);
      if (rate.value === null) return without(rate);
      const now: Past = {
        t: cell.end,
        weightG: 1000 * weight.value,
        expectedG: gain.amount - takenG(cell.end),
        missingMs: gain.missingMs,
      };
      past.push(now);
      const then = past[0];
      if (!then || now.t - then.t < spanMs) return without(withheld('low-signal'));
      if (now.missingMs > then.missingMs) return without(withheld('missing-input'));
      const gainedG = now.weightG - then.weightG;
      const explainedG = now.expectedG - then.expectedG;
      const perHour = hourMs / (now.t - then.t);
      return {
        residual: computed(gainedG - explainedG),
        measuredGH: gainedG * perHour,
        expectedGH: explainedG * perHour,
      };
    },
  };
}

function without({ quality }: Computed): WeightGain {
  return { residual: withheld(quality), measuredGH: null, expectedGH: null };
}

function densityOf(
  liquids: readonly (readonly [InputTag, number])[],
  fitted: ReadonlySet<InputTag>,
  index: number,
): number {
  return liquids.filter(([tag]) => fitted.has(tag))[index]?.[1] ?? 1;
}
