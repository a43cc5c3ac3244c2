/**
 * How the next whole number is guessed from those before: a level that follows with share 1/2^`follow`, and a slope
 * that follows with share `slope`/256. Numbers are stored in chunks: never reorder them.
 */
export const predictors = [
  { follow: 0, slope: 0 },
  { follow: 1, slope: 0 },
  { follow: 2, slope: 0 },
  { follow: 3, slope: 0 },
  { follow: 4, slope: 0 },
  { follow: 5, slope: 0 },
  { follow: 6, slope: 0 },
  { follow: 0, slope: 256 },
  { follow: 0, slope: 64 },
  { follow: 1, slope: 64 },
  { follow: 1, slope: 24 },
  { follow: 2, slope: 16 },
  { follow: 2, slope: 5 },
  { follow: 3, slope: 4 },
  { follow: 3, slope: 1 },
  { follow: 4, slope: 1 },
] as const;
