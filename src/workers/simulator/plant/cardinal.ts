/** Relative growth at a temperature between its cardinal values, 0..1 (Rosso, science.md D6). */
export function cardinalTemperature(tempC: number, low: number, best: number, high: number): number {
  if (tempC <= low || tempC >= high) return 0;
  const rise = (tempC - low) * (tempC - low) * (tempC - high);
  const shape = (best - low) * (tempC - best) - (best - high) * (best + low - 2 * tempC);
  return rise / ((best - low) * shape);
}

/** Relative growth at a pH between its cardinal values, 0..1 (D6). */
export function cardinalPh(ph: number, low: number, best: number, high: number): number {
  if (ph <= low || ph >= high) return 0;
  const span = (ph - low) * (ph - high);
  return span / (span - (ph - best) * (ph - best));
}
