import { z } from 'zod';

const band = z.object({ low: z.number(), high: z.number() });
const rangeOf = z.object({ unit: z.string(), normal: band, proven: band });

export const componentSchema = z.object({
  material: z.string(),
  label: z.string(),
  /** Per litre of final medium. */
  perLitre: z.number().positive().nullable(),
  unit: z.enum(['g', 'mL']),
  /** Largest departure that needs no reason, %. */
  tolerancePct: z.number().positive(),
  /** Weighed by one, checked by another. */
  secondPerson: z.boolean(),
});

/** What the rules of a batch are judged by. A batch keeps its own copy: a later recipe does not change it. */
export const recipeSchema = z.object({
  id: z.string(),
  version: z.string(),
  name: z.string(),
  components: z.array(componentSchema),
  /** Set points of a process change: `normal` needs a reason, `proven` an engineer, outside a deviation as well. */
  parameters: z.record(z.string(), rangeOf),
  inoculum: z.object({ go: band, engineer: band, startOd: band, volumePct: band, minVolumeMl: z.number() }),
  gates: z.object({
    tempC: z.number(),
    tempBandC: z.number(),
    tempStableMin: z.number(),
    ph: z.number(),
    phBand: z.number(),
    doPct: band,
    stirrerRpm: z.number(),
    airVvm: z.number(),
    loggingGoodShare: z.number(),
    loggingMin: z.number(),
  }),
  samplesPlannedH: z.array(z.number()),
  sampleToleranceMin: z.number(),
  /** Days a passed calibration may be used, by probe. */
  calibrationDays: z.record(z.string(), z.number().positive()),
  durationH: band,
});
export type Recipe = z.infer<typeof recipeSchema>;

const component = (
  material: string,
  label: string,
  perLitre: number | null,
  unit: 'g' | 'mL',
  tolerancePct: number,
  secondPerson = false,
): Recipe['components'][number] => ({ material, label, perLitre, unit, tolerancePct, secondPerson });

/**
 * Pichia on basal salts with glycerol batch and methanol induction. Amounts and windows are those of the maker's
 * process guideline and of the run plan; tolerances and validity of calibrations are proposals of ours.
 */
export const pichiaRecipe: Recipe = {
  id: 'pichia-basal-salts',
  version: '1',
  name: 'Pichia, basal salts, glycerol batch and methanol induction',
  components: [
    component('h3po4', 'H₃PO₄ 85 %', 26.7, 'mL', 2, true),
    component('caso4', 'CaSO₄ (state the hydrate)', 0.93, 'g', 5, true),
    component('k2so4', 'K₂SO₄', 18.2, 'g', 2, true),
    component('mgso4', 'MgSO₄·7H₂O', 14.9, 'g', 2, true),
    component('koh', 'KOH', 4.13, 'g', 3, true),
    component('glycerol', 'Glycerol', 40, 'g', 1, true),
    component('ptm1', 'PTM1 trace salts (after sterilisation)', 4.35, 'mL', 5),
    component('base', 'NH₄OH 28 %, base', null, 'mL', 5),
    component('antifoam', 'Antifoam', null, 'mL', 5),
    component('water', 'Water', null, 'mL', 2),
  ],
  parameters: {
    temperature: { unit: '°C', normal: { low: 29, high: 31 }, proven: { low: 28, high: 32 } },
    ph: { unit: '', normal: { low: 5, high: 5.3 }, proven: { low: 3, high: 6 } },
    agitation: { unit: 'rpm', normal: { low: 400, high: 1000 }, proven: { low: 200, high: 1500 } },
    air: { unit: 'vvm', normal: { low: 0.1, high: 1 }, proven: { low: 0.1, high: 1.5 } },
    oxygen: { unit: 'vvm', normal: { low: 0, high: 0 }, proven: { low: 0, high: 0.3 } },
    'glycerol-feed': { unit: 'mL/h/L', normal: { low: 0, high: 18.15 }, proven: { low: 0, high: 20 } },
    'methanol-feed': { unit: 'mL/h/L', normal: { low: 0, high: 10.9 }, proven: { low: 0, high: 12 } },
  },
  inoculum: {
    go: { low: 2, high: 6 },
    engineer: { low: 6, high: 10 },
    startOd: { low: 0.2, high: 0.6 },
    volumePct: { low: 5, high: 10 },
    minVolumeMl: 100,
  },
  gates: {
    tempC: 30,
    tempBandC: 0.2,
    tempStableMin: 15,
    ph: 5,
    phBand: 0.1,
    doPct: { low: 90, high: 105 },
    stirrerRpm: 200,
    airVvm: 0.1,
    loggingGoodShare: 0.99,
    loggingMin: 10,
  },
  samplesPlannedH: [0, 2, 4, 6, 8, 12, 16, 24],
  sampleToleranceMin: 15,
  calibrationDays: {
    ph: 7,
    do: 7,
    temperature: 180,
    'off-gas-o2': 7,
    'off-gas-co2': 7,
    pressure: 30,
    'gas-flow': 30,
    pump: 30,
    balance: 1,
    photometer: 1,
    od: 30,
  },
  durationH: { low: 16, high: 26 },
};

/** Recipes that a batch may be planned with; the newest of each id is effective. */
export const recipes: readonly Recipe[] = [pichiaRecipe];

/** By `id@version`; undefined where there is none. */
export function recipeOf(ref: string | undefined): Recipe | undefined {
  return recipes.find(({ id, version }) => `${id}@${version}` === ref);
}
