const roomBytes = 1 << 20;
const zero = 0x30;
const minus = 0x2d;
const point = 0x2e;
/** Longest text of one number. */
const slack = 400;

/** Text made of numbers with fixed decimals, written as bytes: a campaign is thirty million of them. */
export class FixedText {
  #bytes = Buffer.allocUnsafe(roomBytes + slack);
  #length = 0;

  get full(): boolean {
    return this.#length >= roomBytes;
  }

  /** What was written since the last call. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(roomBytes + slack);
    this.#length = 0;
    return taken;
  }

  byte(code: number): void {
    this.#bytes[this.#length++] = code;
  }

  text(text: string): void {
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** A whole number from 0 to 2^53. */
  whole(value: number): void {
    if (value >= 1e6) {
      this.whole(Math.floor(value / 1e6));
      this.#digits(value % 1e6, 6);
    } else this.#digits(value, digitsIn(value));
  }

  /** A number at a count of decimals, as `toFixed` gives it for a value that is on that grid. */
  fixed(value: number, decimals: number): void {
    const power = powers[decimals] ?? 1;
    const scaled = Math.round(value * power);
    if (scaled < 0) this.byte(minus);
    const size = Math.abs(scaled);
    if (decimals === 0) return this.whole(size);
    this.whole(Math.floor(size / power));
    this.byte(point);
    this.#digits(size % power, decimals);
  }

  #digits(value: number, count: number): void {
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[at] = zero + rest - 10 * tenth;
      rest = tenth;
    }
    this.#length += count;
  }
}

const powers = [1, 10, 100, 1000, 1e4, 1e5, 1e6] as const;

function digitsIn(value: number): number {
  let count = 1;
  for (let power = 10; value >= power; power *= 10) count++;
  return count;
}
