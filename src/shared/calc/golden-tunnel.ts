import { goldenTags, type GoldenCell, type GoldenPlan, type GoldenStage } from '../model/golden-batch';
import type { GoldenPlace } from './golden-places';
import { momentsOf, quantile, standardDeviation } from './statistics';

/** Steps of the scale of maturity (science.md D10). */
const growthStep = 0.25;
const laterStepH = 0.5;
/** Less than this many batches make no tunnel. */
const leastBatches = 3;
/** Places on either side that spreads are pooled over. */
const smoothedOver = 3;
/** Of a normal distribution, the median of distances from the median. */
const madToSigma = 1.4826;

/** Centre and spread of each variable along one stage, in the order of `goldenTags`; empty where too few were there. */
export function tunnelOf(
  batches: readonly (readonly GoldenPlace[])[],
  stage: GoldenStage,
  centre: GoldenPlan['centre'],
): GoldenCell[][] {
  const own = batches.map((places) => places.filter((place) => place.stage === stage));
  const step = stage === 'growth' ? growthStep : laterStepH;
  const all = own.flat().map(({ at }) => at);
  if (all.length === 0) return goldenTags.map(() => []);
  const first = Math.ceil(Math.min(...all) / step);
  const last = Math.floor(Math.max(...all) / step);
  return goldenTags.map(({ floor }, tag) => {
    const cells: GoldenCell[] = [];
    for (let k = first; k <= last; k += 1) {
      const at = k * step;
      const there = own.flatMap((places) => {
        const found = placeAt(places, at);
        const value = found?.values[tag] ?? Number.NaN;
        return found && !Number.isNaN(value) ? [{ value, hour: found.ageH }] : [];
      });
      if (there.length < leastBatches) continue;
      const { middle, spread } = spreadOf(
        there.map(({ value }) => value),
        centre,
      );
      const hour =
        quantile(
          there.map((one) => one.hour),
          0.5,
        ) ?? 0;
      cells.push({ at, hour, centre: middle, spread, batches: there.length });
    }
    return cells.map((cell, k) => ({ ...cell, spread: Math.max(spreadAround(cells, k), floor) }));
  });
}

/** Root mean square of the spreads around a place: that of a few batches alone is a matter of chance. */
function spreadAround(cells: readonly GoldenCell[], k: number): number {
  const near = cells.slice(Math.max(0, k - smoothedOver), k + smoothedOver + 1);
  return Math.sqrt(near.reduce((sum, { spread }) => sum + spread * spread, 0) / near.length);
}

function spreadOf(
  values: readonly number[],
  centre: GoldenPlan['centre'],
): { middle: number; spread: number } {
  if (centre === 'mean') {
    const moments = momentsOf(values);
    return { middle: moments.mean, spread: standardDeviation(moments, 1) ?? 0 };
  }
  const middle = quantile(values, 0.5) ?? 0;
  const distances = values.map((value) => Math.abs(value - middle));
  return { middle, spread: madToSigma * (quantile(distances, 0.5) ?? 0) };
}

/** A batch at a place of the scale, between its two neighbours; undefined where it was never there. */
function placeAt(
  places: readonly GoldenPlace[],
  at: number,
): Pick<GoldenPlace, 'values' | 'ageH'> | undefined {
  const after = places.findIndex((place) => place.at >= at);
  const [before, next] = [places[after - 1], places[after]];
  if (!next) return undefined;
  if (next.at === at || !before) return next.at - at < 1e-9 ? next : undefined;
  const share = (at - before.at) / (next.at - before.at);
  return {
    ageH: before.ageH + share * (next.ageH - before.ageH),
    values: before.values.map((value, i) => value + share * ((next.values[i] ?? Number.NaN) - value)),
  };
}

/** Centre and spread at a place of the scale; null outside of what the golden batches saw. */
export function tunnelAt(
  cells: readonly GoldenCell[],
  at: number,
): { centre: number; spread: number } | null {
  const after = cells.findIndex((cell) => cell.at >= at);
  const [before, next] = [cells[after - 1], cells[after]];
  if (!next) return null;
  if (!before) return next.at - at < 1e-9 ? next : null;
  const share = (at - before.at) / (next.at - before.at);
  return {
    centre: before.centre + share * (next.centre - before.centre),
    spread: before.spread + share * (next.spread - before.spread),
  };
}
