import type { PlantParameters, Stage } from './parameters';

/** Where a batch is in its recipe. */
export interface RecipeState {
  stage: Stage;
  /** Age at which the stage began, h. */
  sinceH: number;
  /** Age at which the glycerol of the batch was used up, h; null before. */
  depletedH: number | null;
}

export function newRecipe(): RecipeState {
  return { stage: 'batch', sinceH: 0, depletedH: null };
}

/** Moves to the next stage when its condition of science.md D14 is met. */
export function followRecipe(
  r: RecipeState,
  p: PlantParameters,
  ageH: number,
  glycerolGL: number,
  doPct: number,
): void {
  const next = nextStage(r, p, ageH, glycerolGL, doPct);
  if (next === r.stage) return;
  if (r.stage === 'batch') r.depletedH = ageH;
  r.stage = next;
  r.sinceH = ageH;
}

function nextStage(
  r: RecipeState,
  p: PlantParameters,
  ageH: number,
  glycerolGL: number,
  doPct: number,
): Stage {
  const lasted = ageH - r.sinceH + 1e-9;
  switch (r.stage) {
    case 'batch':
      if (glycerolGL >= 0.05 || doPct <= 60) return 'batch';
      return p.fedBatch ? 'spike' : 'depleted';
    case 'spike':
      return lasted >= 0.25 ? 'glycerol-feed' : 'spike';
    case 'glycerol-feed':
      return lasted >= 6 ? 'starve' : 'glycerol-feed';
    case 'starve':
      return lasted >= 0.5 ? 'methanol' : 'starve';
    case 'methanol':
    case 'depleted':
      return r.stage;
    default:
      return r.stage satisfies never;
  }
}

/** Glycerol feed of the recipe, mL/min: 18.15 mL/h per litre of start volume. */
export function recipeGlycerolMlMin(r: RecipeState, p: PlantParameters): number {
  return r.stage === 'glycerol-feed' ? (18.15 * p.startVolumeL) / 60 : 0;
}

/** Methanol feed of the recipe, mL/min: 3.6 for 4 h, 7.3 for 2 h, then 10.9 mL/h per litre of start volume. */
export function recipeMethanolMlMin(r: RecipeState, p: PlantParameters, ageH: number): number {
  if (r.stage !== 'methanol') return 0;
  const lasted = ageH - r.sinceH;
  const perLitre = lasted < 4 ? 3.6 : lasted < 6 ? 7.3 : 10.9;
  return (perLitre * p.startVolumeL) / 60;
}
