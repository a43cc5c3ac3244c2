/** Version of a sealed chunk of raw samples. */
export const rawVersion = 1;

/** What a raw chunk holds beside times and values that are all plain: bits of its second byte. */
export const rawParts = {
  /** Some values are null: runs of 0 (value) and 1 (null). */
  nulls: 1,
  /** Values that are no whole numbers at any of 0 to 9 decimals: float64 as they are. */
  floats: 2,
  /** No value at all. */
  empty: 4,
  /** Not all of quality 0. */
  quality: 8,
  /** Not all arrived within the second. */
  delays: 16,
  /** Not all live. */
  origin: 32,
  /** Times that are no whole milliseconds. */
  floatTimes: 64,
} as const;
