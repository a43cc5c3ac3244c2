import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** Overall equipment effectiveness and its three factors, 0 to 1. */
export interface Oee {
  readonly availability: Computed;
  readonly performance: Computed;
  readonly quality: Computed;
  readonly oee: Computed;
}

/** A plant that makes pieces. */
export interface DiscreteProduction {
  readonly plannedMin: number;
  readonly downMin: number;
  readonly idealSPerPiece: number;
  readonly made: number;
  readonly bad: number;
}

/** A plant that makes batches. */
export interface BatchProduction {
  readonly plannedH: number;
  readonly unplannedDownH: number;
  readonly idealHPerBatch: number;
  readonly started: number;
  readonly accepted: number;
}

/** OEE of pieces: run over planned, ideal over run time, good over made (science.md D12). */
export function discreteOee(production: DiscreteProduction): Oee {
  const { plannedMin, downMin, idealSPerPiece, made, bad } = production;
  const reason = objection({
    atLeastZero: [downMin, bad, made, plannedMin - downMin, made - bad],
    aboveZero: [plannedMin, idealSPerPiece],
  });
  if (reason !== null) return none(reason);
  const runS = (plannedMin - downMin) * 60;
  return product(plannedMin * 60, runS, idealSPerPiece * made, [made - bad, made]);
}

/** OEE of batches: performance = batches·ideal duration/run time, quality = accepted/started (science.md D12). */
export function batchOee(production: BatchProduction): Oee {
  const { plannedH, unplannedDownH, idealHPerBatch, started, accepted } = production;
  const reason = objection({
    atLeastZero: [unplannedDownH, accepted, started, plannedH - unplannedDownH, started - accepted],
    aboveZero: [plannedH, idealHPerBatch],
  });
  if (reason !== null) return none(reason);
  return product(plannedH, plannedH - unplannedDownH, started * idealHPerBatch, [accepted, started]);
}

function product(planned: number, run: number, ideal: number, [good, all]: readonly [number, number]): Oee {
  const availability = computed(run / planned);
  const performance = run === 0 ? withheld('low-signal') : computed(ideal / run);
  const quality = all === 0 ? withheld('low-signal') : computed(good / all);
  const factors = [availability.value, performance.value, quality.value];
  const known = factors.every((factor) => factor !== null);
  const oee = known
    ? computed(factors.reduce<number>((p, factor) => p * (factor ?? 0), 1))
    : withheld('low-signal');
  return { availability, performance, quality, oee };
}

function none(reason: QualityId): Oee {
  const nothing = withheld(reason);
  return { availability: nothing, performance: nothing, quality: nothing, oee: nothing };
}
