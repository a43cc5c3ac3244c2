import { featuresOf } from '../../../shared/model/feature-catalogue';
import type { TrainingPlan } from '../../../shared/model/training-plan';
import type { TrainingReport } from '../../../shared/model/training-report';
import { hybridExplainer } from './explain-hybrid';
import { applyLine } from './linear-part';
import type { HybridModel } from './hybrid-model';
import { windowOf, type ReplayedBatch } from './training-row';

const windowsPerBatch = 40;
const shownFeatures = 20;

/** What moved the predictions: over all batches, batch by batch, and window by window for swarm and dependence. */
export function shapOf(
  model: HybridModel,
  batches: readonly ReplayedBatch[],
  plan: Pick<TrainingPlan, 'target' | 'logTarget'>,
): TrainingReport['shap'] {
  const width = model.featureNames.length;
  const explain = hybridExplainer(model);
  let base = 0;
  const windows = batches.flatMap((batch) => {
    const every = Math.max(1, Math.floor(batch.ends.length / windowsPerBatch));
    return Array.from({ length: Math.ceil(batch.ends.length / every) }, (_, i) => i * every).flatMap((i) => {
      const x = windowOf(batch, i, width);
      if (Number.isNaN(applyLine(model.line, x))) return [];
      const explained = explain(x);
      ({ base } = explained);
      return { batch, ageH: ((batch.ends[i] ?? 0) - batch.inoculatedAt) / 3_600_000, x, phi: explained.phi };
    });
  });
  const definitions = featuresOf(model.featureNames);
  const meanAbs = (of: readonly { readonly phi: Float64Array }[], j: number): number =>
    of.reduce((sum, { phi }) => sum + Math.abs(phi[j] ?? 0), 0) / Math.max(1, of.length);
  const ranked = definitions
    .map(({ name, unit }, j) => ({ name, unit, j, meanAbs: meanAbs(windows, j) }))
    .toSorted((a, b) => b.meanAbs - a.meanAbs);
  return {
    scale: plan.logTarget ? `ln ${plan.target}` : plan.target,
    base,
    global: ranked.map(({ name, unit, meanAbs: value }) => ({ name, unit, meanAbs: value })),
    perBatch: batches.map((batch) => {
      const own = windows.filter((window) => window.batch === batch);
      return { batchId: batch.id, meanAbs: ranked.map(({ j }) => meanAbs(own, j)) };
    }),
    sample: {
      batchIds: windows.map(({ batch }) => batch.id),
      ageH: windows.map(({ ageH }) => ageH),
      features: ranked.slice(0, shownFeatures).map(({ name, unit, j }) => ({
        name,
        unit,
        values: windows.map(({ x }) => (Number.isNaN(x[j]) ? null : (x[j] as number))),
        shap: windows.map(({ phi }) => phi[j] ?? 0),
      })),
    },
  };
}
