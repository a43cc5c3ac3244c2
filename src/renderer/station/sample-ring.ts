/**
 * The newest samples of one series in typed arrays, oldest overwritten. Times strictly rise: the station sends nothing
 * older than what it sent, late samples are read from history.
 */
export class SampleRing {
  readonly #t: Float64Array;
  readonly #value: Float64Array;
  readonly #quality: Uint8Array;
  #written = 0;

  constructor(readonly capacity: number) {
    this.#t = new Float64Array(capacity);
    this.#value = new Float64Array(capacity);
    this.#quality = new Uint8Array(capacity);
  }

  get length(): number {
    return Math.min(this.#written, this.capacity);
  }

  /** Takes a sample if it is newer than the newest; null is kept as NaN: measured, but no number. */
  push(t: number, value: number | null, quality: number): boolean {
    if (this.#written > 0 && t <= this.t(this.length - 1)) return false;
    const slot = this.#written % this.capacity;
    this.#t[slot] = t;
    this.#value[slot] = value ?? Number.NaN;
    this.#quality[slot] = quality;
    this.#written += 1;
    return true;
  }

  clear(): void {
    this.#written = 0;
  }

  /** Time of the i-th oldest sample kept; NaN outside. */
  t(index: number): number {
    return this.#t[this.#slot(index)] ?? Number.NaN;
  }

  value(index: number): number {
    return this.#value[this.#slot(index)] ?? Number.NaN;
  }

  quality(index: number): number {
    return this.#quality[this.#slot(index)] ?? 0;
  }

  /** Index of the first sample later than `t`; `length` if there is none. */
  after(t: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.t(middle) > t) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #slot(index: number): number {
    if (index < 0 || index >= this.length) return -1;
    return this.#written <= this.capacity ? index : (this.#written + index) % this.capacity;
  }
}
