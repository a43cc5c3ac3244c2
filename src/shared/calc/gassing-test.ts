import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { fitCurve } from './fit-curve';
import { objection } from './guarded';
import { probeTauLimitS } from './probe-response';
import { medianInPlace } from './statistics';

/** A gassing-out test as the probe saw it: gas cut at time 0, and on again. */
export interface GassingTest {
  /** Seconds since the gas was cut, rising; some before 0. */
  readonly timesS: readonly number[];
  /** % of saturation. */
  readonly doPct: readonly number[];
  /** When the gas came back, s. */
  readonly restoredS: number;
  /** Gas that still flowed meanwhile, share of what flowed before. */
  readonly leftShare: number;
  /** What leaving the head space out would cost is a few percent of kLa; taken as endless where absent. */
  readonly headspace?: Headspace;
}

/** The gas above the broth, which gives up oxygen while the broth fills again. */
export interface Headspace {
  /** Time in which the gas supplied replaces it once, s. */
  readonly turnoverS: number;
  /** Share of its oxygen that the broth holds in one point of saturation. */
  readonly drainPerPct: number;
}

/** What a gassing-out test tells. */
export interface GassingResult {
  /** 1/h, at the gas and stirring of before and after the cut. */
  readonly kla: Computed;
  readonly klaSigma: Computed;
  /** Time constant of the probe, s: 63.2 % of a step. */
  readonly t63S: Computed;
  readonly t63SigmaS: Computed;
  readonly t90S: Computed;
  /** Uptake of oxygen where there is enough, % of saturation per second. */
  readonly uptakePctS: Computed;
  /** Why there is no kLa, for a person; empty where there is one. */
  readonly refusal: string;
}

const hourS = 3600;
const longestS = 3600;
const mostDoPct = 1000;
const leastBefore = 15;
const leastOff = 10;
const leastAfter = 60;
/** A smaller fall tells more about noise than about transfer, points of DO. */
const leastFallPct = 10;
/** Of saturation: half of the uptake is left there (K_O 0.004 mmol/L, methods D14; a literature value). */
const halfPct = 1.5;
/** Below this share of saturation the uptake hangs on that literature value. */
const leastDoPct = 8;
/** Oxygen before the cut may wander by this much in a minute, points; or this share of the fall. */
const steadyPct = 1.5;
const steadyShare = 0.1;
/** Uptake may change by this share over the whole test. */
const mostChange = 0.15;
/** Less gas than this share is none: with more, fall and rise look alike and either lag passes for the other. */
const noGas = 0.02;
/** The broth follows the meter within this, s; what fits only with more is something else. */
const longestDelayS = 10;
/** Of the probe alone, the noise is about this; a curve that misses by more is another. Points, or share of the fall. */
const worstRmsPct = 1;
const worstRmsShare = 0.03;
/** A value less sure than this is none. */
const worstSigmaShare = 0.15;

/**
 * Transfer and probe from one gassing-out test: oxygen falls by the uptake while the gas is off, and comes back with
 * kLa; the probe lags behind both with the same time constant, so that fall and rise together tell the two apart
 * (science.md D3). Refused, with the reason, where it cannot be right.
 */
export function evaluateGassingTest(test: GassingTest): GassingResult {
  const { timesS, doPct, restoredS, leftShare } = test;
  const reason = objection({
    finite: [...timesS, ...doPct],
    aboveZero: [restoredS, test.headspace?.turnoverS ?? 1],
    atLeastZero: [leftShare, test.headspace?.drainPerPct ?? 0],
  });
  if (reason !== null) return refuse(reason, 'A value is no number or cannot be');
  if (doPct.some((value) => Math.abs(value) > mostDoPct))
    return refuse('impossible', 'A reading is no oxygen that a broth can hold');
  if (timesS.length !== doPct.length) return refuse('missing-input', 'Times and readings do not match');
  if (leftShare > noGas)
    return refuse(
      'low-signal',
      `Gas still flowed at ${(100 * leftShare).toFixed(0)} %: probe and transfer cannot be told apart, cut it off`,
    );
  if (Math.max(-(timesS[0] ?? 0), timesS.at(-1) ?? 0) > longestS)
    return refuse('impossible', 'The test lasted too long');
  if (timesS.some((t, i) => t <= (timesS[i - 1] ?? Number.NEGATIVE_INFINITY)))
    return refuse('clock-skew', 'Times of the readings do not rise');
  const seen = lookAt(test);
  return seen.problem === null ? fitted(test, seen) : refuse(...seen.problem);
}

interface Seen {
  readonly before: number;
  readonly fall: number;
  readonly problem: readonly [QualityId, string] | null;
}

/** What can be said against a test before anything is fitted. */
function lookAt({ timesS, doPct, restoredS }: GassingTest): Seen {
  const within = (from: number, to: number): number[] =>
    doPct.filter((_, i) => (timesS[i] ?? to) >= from && (timesS[i] ?? to) < to);
  const [early, off, after] = [within(-Infinity, 0), within(0, restoredS), within(restoredS, Infinity)];
  const before = middle(early);
  const least = Math.min(...off, ...after);
  const fall = before - least;
  const drift = middle(early.slice(-10)) - middle(early.slice(0, 10));
  const problem = ((): Seen['problem'] => {
    if (early.length < leastBefore || off.length < leastOff || after.length < leastAfter)
      return [
        'missing-input',
        `Too few readings: ${early.length} before, ${off.length} without gas, ${after.length} after`,
      ];
    if (fall < leastFallPct) return ['low-signal', `Oxygen moved by less than ${leastFallPct} points`];
    if (least < leastDoPct)
      return [
        'low-signal',
        `Oxygen fell to ${least.toFixed(0)} %: below ${leastDoPct} % uptake is not steady`,
      ];
    if (Math.abs(drift) > Math.max(steadyPct, steadyShare * fall))
      return ['low-signal', `Oxygen was not steady before the test (${drift.toFixed(1)} points)`];
    return null;
  })();
  return { before, fall, problem };
}

/** Of the broth before the test, % of saturation; uptake, %/s; its growth, 1/s; then of transfer and probe. */
type Parameters = readonly [
  before: number,
  uptakePctS: number,
  growthS: number,
  lnKla: number,
  lnTau: number,
  /** From meter to broth and from the readings' own clocks, s. */
  delayS: number,
];

function fitted(test: GassingTest, { before, fall }: Seen): GassingResult {
  const starts = [8, 40].flatMap((transferS) =>
    [8, 25].map((tau) => [before, fall / test.restoredS, 0, -Math.log(transferS), Math.log(tau), 0]),
  );
  const best = starts
    .map((start) => fitCurve((p) => course(test, p as unknown as Parameters).shown, test.doPct, start))
    .filter((fit) => fit !== null)
    .toSorted((a, b) => a.rms - b.rms)[0];
  if (!best) return refuse('low-signal', 'No transfer fits these readings');
  const [, uptakePctS = 0, growthS = 0, lnKla = 0, lnTau = 0, delayS = 0] = best.parameters;
  const [, , , klaShare = Infinity, tauShare = Infinity] = best.sigmas;
  const [klaPerH, tauS] = [hourS * Math.exp(lnKla), Math.exp(lnTau)];
  const { lowest } = course(test, best.parameters as unknown as Parameters);
  if (best.rms > Math.max(worstRmsPct, worstRmsShare * fall) || Math.abs(delayS) > longestDelayS)
    return refuse(
      'low-signal',
      `The curve is not that of a gassing test: ${best.rms.toFixed(1)} points beside it`,
    );
  if (!(uptakePctS > 0)) return refuse('low-signal', 'Oxygen did not fall while the gas was off');
  if (lowest < leastDoPct) {
    const words = `Oxygen in the broth fell to ${Math.max(0, lowest).toFixed(0)} %: below ${leastDoPct} % uptake is not steady; cut the gas for a shorter time`;
    return refuse('low-signal', words);
  }
  const probe = tauShare <= worstSigmaShare ? ofProbe(tauS, tauS * tauShare) : {};
  const refused = (words: string): GassingResult => ({ ...refuse('low-signal', words), ...probe });
  const change = growthS * (test.timesS.at(-1) ?? 0);
  if (Math.abs(change) > mostChange)
    return refused(`Uptake was not steady: it changed by ${(100 * change).toFixed(0)} % during the test`);
  if (klaShare > worstSigmaShare) {
    const why =
      tauS > hourS / klaPerH
        ? `the probe (${tauS.toFixed(0)} s) hides the transfer (${(hourS / klaPerH).toFixed(0)} s)`
        : 'the readings leave kLa open';
    return refused(`Not sure enough: ${why}`);
  }
  return {
    ...refuse('low-signal', ''),
    ...probe,
    kla: computed(klaPerH),
    klaSigma: computed(klaPerH * klaShare),
    uptakePctS: computed(uptakePctS),
  };
}

/** Length of a step of the integration, s. */
const stepS = 0.5;

/**
 * Such a test as it runs: uptake R·C/(K + C) and transfer k·(C_eq − C) in the broth, C_eq in proportion to the oxygen of
 * the head space, a first-order lag in the probe; Heun's rule. At the beginning everything is at rest.
 */
function course(
  test: GassingTest,
  [before, uptakePctS, growthS, lnKla, lnTau, delayS]: Parameters,
): { readonly shown: readonly number[]; readonly lowest: number } {
  const { timesS, restoredS } = test;
  const [k, tau] = [Math.exp(lnKla), Math.exp(lnTau)];
  const { turnoverS, drainPerPct } = test.headspace ?? { turnoverS: 60, drainPerPct: 0 };
  const taken = (c: number, t: number): number =>
    (uptakePctS * (1 + growthS * t) * c) / (Math.max(0, c) + halfPct);
  const start = timesS[0] ?? 0;
  const atRest = taken(before, start);
  const equilibrium = before + atRest / k;
  const slope = (t: number, c: number, y: number, u: number, off: boolean) => {
    const moved = off ? 0 : k * (equilibrium * (1 + u) - c);
    const fresh = off ? 0 : drainPerPct * atRest - u / turnoverS;
    return [moved - taken(c, t), (c - y) / tau, fresh - drainPerPct * moved] as const;
  };
  const curve = [before];
  let lowest = before;
  let [c, y, u] = [before, before, 0];
  const steps = Math.ceil(((timesS.at(-1) ?? 0) - start - Math.min(0, delayS)) / stepS) + 1;
  for (let i = 0; i < steps; i += 1) {
    const t = start + i * stepS;
    const off = t >= 0 && t < restoredS;
    const [dc, dy, du] = slope(t, c, y, u, off);
    const [ec, ey, eu] = slope(t + stepS, c + stepS * dc, y + stepS * dy, u + stepS * du, off);
    c += (stepS * (dc + ec)) / 2;
    y += (stepS * (dy + ey)) / 2;
    u += (stepS * (du + eu)) / 2;
    lowest = Math.min(lowest, c);
    curve.push(y);
  }
  const shown = timesS.map((t) => {
    const at = Math.max(0, (t - delayS - start) / stepS);
    const i = Math.min(Math.floor(at), curve.length - 1);
    const [low = before, high = low] = [curve[i], curve[i + 1]];
    return low + (at - i) * (high - low);
  });
  return { shown, lowest };
}

function middle(values: readonly number[]): number {
  return medianInPlace(Float64Array.from(values)) ?? Number.NaN;
}

function ofProbe(tauS: number, sigmaS: number): Pick<GassingResult, 't63S' | 't63SigmaS' | 't90S'> {
  return { t63S: computed(tauS), t63SigmaS: computed(sigmaS), t90S: computed(tauS * Math.LN10) };
}

/** True where a probe is fast enough to be trusted with oxygen (science.md D3). */
export function isProbeFast(t63S: number): boolean {
  return t63S < probeTauLimitS;
}

function refuse(quality: QualityId, refusal: string): GassingResult {
  const none = withheld(quality);
  return { kla: none, klaSigma: none, t63S: none, t63SigmaS: none, t90S: none, uptakePctS: none, refusal };
}
