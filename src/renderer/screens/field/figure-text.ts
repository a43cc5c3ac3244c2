/**
 * A live number with as many decimals as its noise justifies: the last one just moves. Without a noise figure four
 * digits in all.
 */
export function figureText(value: number | null, noise: number | null): string {
  if (value === null) return '–';
  const digits =
    noise !== null && noise > 0
      ? Math.ceil(-Math.log10(noise))
      : 3 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3)));
  return value.toFixed(Math.min(4, Math.max(0, digits)));
}

/** The noise to two digits. */
export function noiseText(noise: number): string {
  if (noise === 0) return '0';
  const digits = 1 - Math.floor(Math.log10(noise));
  return noise.toFixed(Math.min(6, Math.max(0, digits)));
}
