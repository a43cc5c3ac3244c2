import type { QualityId } from '../model/quality';
import { minimize } from './golden-section';
import { objection } from './guarded';

/** What decides when a batch is worth ending. */
export interface HarvestQuestion {
  /** Product expected at an age, any unit of worth. */
  readonly productAt: (ageH: number) => number;
  /** Cost of running on, in the same unit per hour. */
  readonly costPerH: number;
  /** From harvest to the next inoculation, h. */
  readonly turnaroundH: number;
  readonly fromH: number;
  readonly toH: number;
}

export interface HarvestOptimum {
  readonly bestH: number;
  /** J there: worth per hour of the vessel. */
  readonly bestRate: number;
  /** Ages within which J is within 2 % of the best: the answer is a region, not a minute. */
  readonly flatFromH: number;
  readonly flatToH: number;
  /** The best lies at the end of what was asked: it may be beyond. */
  readonly atEdge: boolean;
}

const flatShare = 0.02;

/** Age that maximises J(t) = (P(t) − c·t)/(t + t_turn) (science.md D6); a reason where the question has no answer. */
export function harvestOptimum(question: HarvestQuestion): HarvestOptimum | QualityId {
  const { productAt, costPerH, turnaroundH, fromH, toH } = question;
  const reason = objection({
    finite: [costPerH],
    atLeastZero: [turnaroundH, fromH],
    aboveZero: [toH - fromH],
  });
  if (reason !== null) return reason;
  const rate = (h: number): number => {
    const value = (productAt(h) - costPerH * h) / (h + turnaroundH);
    return Number.isFinite(value) ? value : Number.NaN;
  };
  const best = minimize((h) => -rate(h), fromH, toH, 400);
  if (best === null) return 'missing-input';
  const bestRate = -best.value;
  const least = bestRate - flatShare * Math.abs(bestRate);
  const isFlat = (h: number): boolean => rate(h) >= least;
  return {
    bestH: best.at,
    bestRate,
    flatFromH: edgeOf(isFlat, best.at, fromH),
    flatToH: edgeOf(isFlat, best.at, toH),
    atEdge: Math.min(best.at - fromH, toH - best.at) < 1e-3 * (toH - fromH),
  };
}

/** Last age, walking from the best towards an end in 400 steps, that is still flat; refined by halving. */
function edgeOf(isFlat: (h: number) => boolean, best: number, end: number): number {
  const step = (end - best) / 400;
  let inside = best;
  for (let i = 1; i <= 400; i += 1) {
    const h = best + i * step;
    if (isFlat(h)) inside = h;
    else {
      let outside = h;
      for (let j = 0; j < 40; j += 1) {
        const middle = (inside + outside) / 2;
        if (isFlat(middle)) inside = middle;
        else outside = middle;
      }
      return inside;
    }
  }
  return end;
}
