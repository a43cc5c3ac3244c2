import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { unseenShare } from './gassing-out';
import { minimize } from './golden-section';
import { objection } from './guarded';

/** A re-aeration as the probe saw it. */
export interface Reaeration {
  /** Seconds since the gas came back on. */
  readonly timesS: readonly number[];
  /** % of saturation; at time 0 the probe shows what the broth has. */
  readonly doPct: readonly number[];
  /** Of the probe, from its last response test, s. */
  readonly probeTauS: number;
  /** Fit the probe's lag as well: needed where it is slower than the transfer. */
  readonly twoLags?: boolean;
}

export interface KlaFit {
  /** 1/h. */
  readonly kla: Computed;
  /** One standard deviation, 1/h; null where it cannot be told. */
  readonly sigmaPerH: number | null;
  /** Lag of the probe that was assumed or found, s. */
  readonly probeTauS: number | null;
  /** Why there is no kLa, for a person; empty where there is one. */
  readonly refusal: string;
}

const hourS = 3600;
const leastPoints = 5;
/** A smaller rise tells more about noise than about transfer, points of DO. */
const leastRisePct = 5;
const [lowestPerH, highestPerH] = [2, 5000];

/**
 * kLa of a re-aeration with the probe's lag in the model, so that a slow probe does not pass for slow transfer. Refused
 * when the lag exceeds 1/kLa, unless both lags are fitted (science.md D3). The two lags enter the curve alike; the one
 * nearer the known lag is taken for the probe's.
 */
export function fitKla(data: Reaeration): KlaFit {
  const { timesS, doPct, probeTauS } = data;
  const reason = objection({ atLeastZero: timesS, finite: doPct, aboveZero: [probeTauS] });
  if (reason !== null) return refuse(reason, 'A value is no number or cannot be');
  if (timesS.length < leastPoints || timesS.length !== doPct.length) {
    return refuse('missing-input', `Fewer than ${leastPoints} readings`);
  }
  if (Math.max(...doPct) - Math.min(...doPct) < leastRisePct) {
    return refuse('low-signal', `Oxygen rose by less than ${leastRisePct} points`);
  }
  return data.twoLags === true ? fitBoth(data) : fitOne(data);
}

function fitOne(data: Reaeration): KlaFit {
  const found = bestKla(data, data.probeTauS);
  if (found === null || atBound(found.klaPerH))
    return refuse('low-signal', 'No transfer fits these readings');
  if (data.probeTauS > hourS / found.klaPerH) {
    const transferS = (hourS / found.klaPerH).toFixed(0);
    return refuse('low-signal', `Probe (${data.probeTauS} s) slower than the transfer (${transferS} s)`);
  }
  return accepted(data, found.klaPerH, data.probeTauS);
}

function fitBoth(data: Reaeration): KlaFit {
  const known = Math.log(data.probeTauS);
  const outer = minimize(
    (lnTau) => bestKla(data, Math.exp(lnTau))?.sse ?? Number.POSITIVE_INFINITY,
    known - Math.log(3),
    known + Math.log(3),
    24,
  );
  const tau = outer === null ? null : Math.exp(outer.at);
  const found = tau === null ? null : bestKla(data, tau);
  if (tau === null || found === null || atBound(found.klaPerH)) {
    return refuse('low-signal', 'No transfer fits these readings');
  }
  const other = hourS / found.klaPerH;
  const swapped = Math.abs(Math.log(other) - known) < Math.abs(Math.log(tau) - known);
  return swapped ? accepted(data, hourS / tau, other) : accepted(data, found.klaPerH, tau);
}

function bestKla(data: Reaeration, tauS: number): { readonly klaPerH: number; readonly sse: number } | null {
  const best = minimize(
    (lnKla) => misfit(data, Math.exp(lnKla), tauS),
    Math.log(lowestPerH),
    Math.log(highestPerH),
  );
  return best === null ? null : { klaPerH: Math.exp(best.at), sse: best.value };
}

function atBound(klaPerH: number): boolean {
  return klaPerH < lowestPerH * 1.01 || klaPerH > highestPerH * 0.99;
}

/** Squares left over by the best start and end for this kLa: both enter linearly. */
function misfit({ timesS, doPct }: Reaeration, klaPerH: number, tauS: number): number {
  const share = timesS.map((t) => unseenShare(klaPerH / hourS, 1 / tauS, t));
  const n = share.length;
  const meanG = share.reduce((sum, g) => sum + g, 0) / n;
  const meanY = doPct.reduce((sum, y) => sum + y, 0) / n;
  let sgg = 0;
  let sgy = 0;
  let syy = 0;
  for (const [i, g] of share.entries()) {
    const dy = (doPct[i] ?? meanY) - meanY;
    sgg += (g - meanG) ** 2;
    sgy += (g - meanG) * dy;
    syy += dy * dy;
  }
  return sgg > 0 ? Math.max(0, syy - (sgy * sgy) / sgg) : Number.POSITIVE_INFINITY;
}

/** σ² = 2·s²/SSE'' at the minimum, s² from the residuals with three fitted parameters. */
function accepted(data: Reaeration, klaPerH: number, tauS: number): KlaFit {
  const step = klaPerH * 1e-3;
  const at = (k: number): number => misfit(data, k, tauS);
  const curvature = (at(klaPerH + step) - 2 * at(klaPerH) + at(klaPerH - step)) / step ** 2;
  const spread = at(klaPerH) / (data.timesS.length - 3);
  const sigma = Math.sqrt((2 * spread) / curvature);
  return {
    kla: computed(klaPerH),
    sigmaPerH: Number.isFinite(sigma) ? sigma : null,
    probeTauS: tauS,
    refusal: '',
  };
}

function refuse(quality: QualityId, refusal: string): KlaFit {
  return { kla: withheld(quality), sigmaPerH: null, probeTauS: null, refusal };
}
