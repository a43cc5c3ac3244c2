import { binSlots, call, found, leafCall, missingBin, type SharedData } from './shared-data';

/** Adding and subtracting this rounds a double to a whole number. */
const roundingMagic = 1.5 * 2 ** 52;

/** What one leaf offers, while its features are scanned. */
interface Leaf {
  readonly rows: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly packed: number;
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The best split of one leaf over some features, written as a `found` record at `to`. A gain counts only above the
 * smallest gain; of equal gains the first feature and the first bin win.
 * @param leafAt offset of the leaf's description within `data.call`
 */
export class SplitFinder {
  #gain = 0;
  #feature = -1;
  #bin = 0;
  #missingLeft = 1;
  #packed = 0;
  #hessian = 0;
  #leaf: Leaf = { rows: 0, gradient: 0, hessian: 0, packed: 0, score: 0, low: 0, high: 0 };
  #half = 0;
  #perUnit = 0;

  constructor(private readonly data: SharedData) {}

  start(leafAt: number): void {
    const { call: numbers, lambdaL1, lambdaL2 } = this.data;
    const unit = numbers[call.unit] as number;
    this.#half = unit / 2;
    this.#perUnit = 1 / unit;
    const packed = numbers[leafAt + leafCall.packed] as number;
    const rows = Math.floor((packed + this.#half) * this.#perUnit);
    const gradient = (packed - rows * unit) * (numbers[call.gradientStep] as number);
    const hessian = this.data.ownHessian
      ? (numbers[leafAt + leafCall.hessian] as number) * (numbers[call.hessianStep] as number)
      : rows;
    const low = numbers[leafAt + leafCall.low] as number;
    const high = numbers[leafAt + leafCall.high] as number;
    const score = this.data.constrained
      ? boundedScore(
          gradient,
          hessian,
          lambdaL1,
          lambdaL2,
          boundedWeight(gradient, hessian, lambdaL1, lambdaL2, low, high),
        )
      : leafScore(gradient, hessian, lambdaL1, lambdaL2);
    this.#leaf = { rows, gradient, hessian, packed, score, low, high };
    this.#gain = this.data.minGain;
    this.#feature = -1;
  }

  finish(to: number): void {
    const { best } = this.data;
    best[to + found.gain] = this.#feature < 0 ? Number.NEGATIVE_INFINITY : this.#gain;
    best[to + found.feature] = this.#feature;
    best[to + found.bin] = this.#bin;
    best[to + found.missingLeft] = this.#missingLeft;
    best[to + found.packed] = this.#packed;
    best[to + found.hessian] = this.#hessian;
  }

  /** @param at place of the feature's histogram */
  scan(feature: number, at: number): void {
    const { ownHessian, constrained, lambdaL1, sums } = this.data;
    const isPlain = !ownHessian && !constrained && lambdaL1 === 0 && sums[at + missingBin] === 0;
    if (isPlain) this.#scanPlain(feature, at);
    else this.#scanAny(feature, at);
  }

  /**
   * The common case: every row counts 1, none is missing, nothing is constrained. One gain above another is found by
   * cross-multiplication; only then it is divided.
   */
  #scanPlain(feature: number, at: number): void {
    const { sums, lambdaL2, minDataInLeaf, minSumHessian } = this.data;
    const unit = 2 * this.#half;
    const perUnit = this.#perUnit;
    const step = this.data.call[call.gradientStep] as number;
    const { rows, gradient, score } = this.#leaf;
    const last = (this.data.binCounts[feature] as number) - 1;
    const least = Math.max(minDataInLeaf, minSumHessian);
    let toBeat = this.#gain + score;
    let sum = 0;
    for (let bin = 0; bin < last; bin++) {
      const here = sums[at + bin] as number;
      if (here === 0) continue;
      sum += here;
      const left = sum * perUnit + roundingMagic - roundingMagic;
      const right = rows - left;
      if (right < least) return;
      if (left < least) continue;
      const g = (sum - left * unit) * step;
      const other = gradient - g;
      const h = left + lambdaL2;
      const otherH = right + lambdaL2;
      const top = g * g * otherH + other * other * h;
      if (top <= toBeat * (h * otherH)) continue;
      const gain = top / (h * otherH) - score;
      if (gain <= this.#gain) continue;
      this.#keep(gain, feature, bin, 1, sum, 0);
      toBeat = gain + score;
    }
  }

  /** With missing values, second derivatives of the rows, L1 or weights bounded by monotone constraints. */
  #scanAny(feature: number, at: number): void {
    const { sums, hessianSums, ownHessian } = this.data;
    const missing = sums[at + missingBin] as number;
    const missingHessian = ownHessian ? (hessianSums[at + missingBin] as number) : 0;
    const bins = this.data.binCounts[feature] as number;
    const last = missing > 0 ? bins : bins - 1;
    let sum = 0;
    let hessian = 0;
    for (let bin = 0; bin < last; bin++) {
      const here = sums[at + bin] as number;
      if (here === 0) continue;
      sum += here;
      if (ownHessian) hessian += hessianSums[at + bin] as number;
      this.#try(feature, bin, 1, sum + missing, hessian + missingHessian);
      if (missing > 0) this.#try(feature, bin, 0, sum, hessian);
    }
  }

  #try(feature: number, bin: number, missingLeft: number, packed: number, hessianSum: number): void {
    const { call: numbers, minDataInLeaf, minSumHessian, ownHessian } = this.data;
    const leaf = this.#leaf;
    const left = Math.floor((packed + this.#half) * this.#perUnit);
    if (left < minDataInLeaf || leaf.rows - left < minDataInLeaf) return;
    const hessian = ownHessian ? hessianSum * (numbers[call.hessianStep] as number) : left;
    const rest = leaf.hessian - hessian;
    if (hessian < minSumHessian || rest < minSumHessian || hessian <= 0 || rest <= 0) return;
    const gradient = (packed - left * 2 * this.#half) * (numbers[call.gradientStep] as number);
    const gain = this.#gainOf(feature, gradient, hessian, rest);
    if (gain > this.#gain) this.#keep(gain, feature, bin, missingLeft, packed, hessianSum);
  }

  #gainOf(feature: number, gradient: number, hessian: number, rest: number): number {
    const { lambdaL1: l1, lambdaL2: l2, constrained, monotone } = this.data;
    const leaf = this.#leaf;
    const other = leaf.gradient - gradient;
    if (!constrained)
      return leafScore(gradient, hessian, l1, l2) + leafScore(other, rest, l1, l2) - leaf.score;
    const w = boundedWeight(gradient, hessian, l1, l2, leaf.low, leaf.high);
    const v = boundedWeight(other, rest, l1, l2, leaf.low, leaf.high);
    if ((monotone[feature] as number) * (v - w) < 0) return Number.NEGATIVE_INFINITY;
    return boundedScore(gradient, hessian, l1, l2, w) + boundedScore(other, rest, l1, l2, v) - leaf.score;
  }

  #keep(
    gain: number,
    feature: number,
    bin: number,
    missingLeft: number,
    packed: number,
    hessian: number,
  ): void {
    this.#gain = gain;
    this.#feature = feature;
    this.#bin = bin;
    this.#missingLeft = missingLeft;
    this.#packed = packed;
    this.#hessian = hessian;
  }
}

/** T(G) = sign(G) max(|G| - l1, 0). */
function shrunk(gradient: number, l1: number): number {
  if (l1 === 0) return gradient;
  if (gradient > l1) return gradient - l1;
  return gradient < -l1 ? gradient + l1 : 0;
}

/** T(G)^2 / (H + l2). */
function leafScore(gradient: number, hessian: number, l1: number, l2: number): number {
  const g = shrunk(gradient, l1);
  return (g * g) / (hessian + l2);
}

/** Weight of a leaf before the learning rate, -T(G) / (H + l2), within bounds. */
export function boundedWeight(
  gradient: number,
  hessian: number,
  l1: number,
  l2: number,
  low: number,
  high: number,
): number {
  const weight = hessian + l2 > 0 ? -shrunk(gradient, l1) / (hessian + l2) : 0;
  return Math.min(Math.max(weight, low), high);
}

/** What a leaf of a given weight gains; the same as `leafScore` where the weight is free. */
function boundedScore(gradient: number, hessian: number, l1: number, l2: number, weight: number): number {
  return -(2 * gradient * weight + (hessian + l2) * weight * weight + 2 * l1 * Math.abs(weight));
}

/** Place of a feature's histogram in the histograms of a leaf. */
export function histogramAt(data: SharedData, slot: number, feature: number): number {
  return (slot * data.groups * 4 + feature) * binSlots;
}
