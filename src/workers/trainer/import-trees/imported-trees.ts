import { Refusal } from '../../../shared/model/refusal';
import type { TreeModel } from '../boosting/tree-model';

/** A model from elsewhere in our form, and where it comes from. */
export interface ImportedTrees {
  readonly model: TreeModel;
  readonly source: {
    readonly program: 'XGBoost' | 'LightGBM';
    readonly version: string;
    readonly objective: string;
    /** How the trees were made, as the file calls it: gbtree, dart, rf ... */
    readonly booster: string;
  };
}

/** @returns the refusal of a model file, with the cause */
export function refuseModel(program: string, cause: string): Refusal {
  return new Refusal('REFUSED', `This ${program} model cannot be imported: ${cause}.`);
}
