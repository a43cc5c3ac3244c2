/** Bytes written one after the other into room that grows. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  /** A whole number of at most 2^53, seven bits a byte. */
  count(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  /** A whole number with a sign, of at most 2^53 either way. */
  signed(value: number): void {
    const rest = Math.abs(value);
    this.byte((value < 0 ? 64 : 0) + (rest % 64) + (rest > 63 ? 128 : 0));
    if (rest > 63) this.count(Math.floor(rest / 64));
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.length);
    this.length += value.length;
  }

  /** A copy of what was written. */
  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}
