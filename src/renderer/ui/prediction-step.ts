/**
 * Step a predicted value may be shown with: no finer than its interval is sure. Half the interval keeps two digits where
 * the first is a 1 or 2, one digit otherwise.
 * @param resolution the finest there may be
 */
export function predictionStep(
  low: number | null | undefined,
  high: number | null | undefined,
  resolution: number,
): number {
  if (typeof low !== 'number' || typeof high !== 'number') return resolution;
  const half = (high - low) / 2;
  if (!(half > 0)) return resolution;
  const decade = 10 ** Math.floor(Math.log10(half));
  return Math.max(resolution, half / decade < 3 ? decade / 10 : decade);
}

/** A value at a step of its own: rounded to it, also where the step is ten or more. */
export function roundedTo(value: number | null | undefined, step: number): number | null | undefined {
  return typeof value === 'number' && step >= 1 ? Math.round(value / step) * step : value;
}
