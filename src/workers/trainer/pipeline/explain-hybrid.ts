import { treeExplainer } from '../explain/tree-shap';
import type { HybridModel } from './hybrid-model';
import { columnValue, lineFor } from './linear-part';

/** Why a row got its score: `base` and the contributions add up to it. */
export interface HybridExplanation {
  readonly base: number;
  readonly phi: Float64Array;
}

/**
 * Contributions of the features to the score: of the line what lies between its columns and their means over the
 * training rows (exact for a line of independent columns), of the trees path-dependent TreeSHAP.
 */
export function hybridExplainer(model: HybridModel): (x: ArrayLike<number>) => HybridExplanation {
  const { line, trees, featureNames } = model;
  const ofTrees = trees ? treeExplainer(trees) : null;
  return (x) => {
    const explained = ofTrees?.(x);
    const phi = explained ? Float64Array.from(explained.phi) : new Float64Array(featureNames.length);
    const used = lineFor(line, x);
    let base = used?.intercept ?? Number.NaN;
    for (const term of used?.terms ?? []) {
      base += term.weight * term.mean;
      phi[term.feature] = (phi[term.feature] ?? 0) + term.weight * (columnValue(term, x) - term.mean);
    }
    return { base: base + (explained?.base ?? 0), phi };
  };
}
