/** Recorded samples of one series as columns of one length, in order of time. */
export interface RawColumns {
  /** When it was measured, epoch ms. */
  readonly t: Float64Array<ArrayBuffer>;
  /** NaN stands for null. */
  readonly value: Float64Array<ArrayBuffer>;
  readonly quality: Float64Array<ArrayBuffer>;
  /** When it arrived at the station, epoch ms. */
  readonly seen: Float64Array<ArrayBuffer>;
  /** Where it came from: 0 live, else the number of a source that filled it in later. */
  readonly origin: Float64Array<ArrayBuffer>;
}

/** Room for a number of samples. */
export function emptyRaw(length: number): RawColumns {
  return {
    t: new Float64Array(length),
    value: new Float64Array(length),
    quality: new Float64Array(length),
    seen: new Float64Array(length),
    origin: new Float64Array(length),
  };
}
