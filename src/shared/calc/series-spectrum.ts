import { binnedEntropy, seriesFeature, type SeriesFeature } from './series-moments';

/** One coefficient of the discrete Fourier transform. */
function fourier(x: readonly number[], k: number): readonly [real: number, imaginary: number] {
  const n = x.length;
  let [real, imaginary] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    // The turn is taken of the remainder, so that long series lose nothing.
    const turn = (-2 * Math.PI * ((i * k) % n)) / n;
    real += (x[i] ?? 0) * Math.cos(turn);
    imaginary += (x[i] ?? 0) * Math.sin(turn);
  }
  return [real, imaginary];
}

export type FourierPart = 'real' | 'imag' | 'abs' | 'angle';

/** A coefficient of the Fourier transform, its angle in degrees; null for one that the series is too short for. */
export function fftCoefficient(coefficient: number, part: FourierPart): SeriesFeature {
  return seriesFeature((x) => {
    if (!(coefficient >= 0) || coefficient > x.length / 2 || x.length === 0) return null;
    const [real, imaginary] = fourier(x, coefficient);
    switch (part) {
      case 'real':
        return real;
      case 'imag':
        return imaginary;
      case 'abs':
        return Math.hypot(real, imaginary);
      case 'angle':
        return (Math.atan2(imaginary, real) * 180) / Math.PI;
      default:
        return part satisfies never;
    }
  });
}

const longestSegment = 256;

/** Power density by Welch's method: Hann window, half overlapping segments of 256, each without its mean. */
function welch(x: readonly number[]): number[] {
  const size = Math.min(x.length, longestSegment);
  const step = size - Math.floor(size / 2);
  const hann = Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const scale = hann.reduce((sum, w) => sum + w * w, 0);
  const power = Array.from({ length: Math.floor(size / 2) + 1 }, () => 0);
  let segments = 0;
  for (let from = 0; from + size <= x.length; from += step) {
    const part = x.slice(from, from + size);
    const mean = part.reduce((sum, v) => sum + v, 0) / size;
    const weighted = part.map((v, i) => (v - mean) * (hann[i] ?? 0));
    power.forEach((_, k) => {
      const [real, imaginary] = fourier(weighted, k);
      const bothSides = k === 0 || 2 * k === size ? 1 : 2;
      power[k] = (power[k] ?? 0) + (bothSides * (real * real + imaginary * imaginary)) / scale;
    });
    segments += 1;
  }
  return power.map((p) => p / segments);
}

/** Entropy of the power spectrum sorted into bins, nat. */
export function fourierEntropy(bins: number): SeriesFeature {
  const entropy = binnedEntropy(bins);
  return seriesFeature((x) => {
    if (x.length < 2) return null;
    const power = welch(x);
    const most = Math.max(...power);
    return most > 0 ? entropy(power.map((p) => p / most)) : null;
  });
}
