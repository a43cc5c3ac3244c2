const utf8 = new TextDecoder('utf-8');

/** A value of a UBJSON file. */
export type UbjValue = null | boolean | number | string | UbjValue[] | { [key: string]: UbjValue };

/**
 * Reads a UBJSON document (universal binary JSON, draft 12, big-endian, with typed and counted containers).
 * @throws RangeError naming the byte where the file ends early or says something unknown
 */
export function readUbjson(bytes: Uint8Array): UbjValue {
  const reader = new UbjReader(bytes);
  return reader.value(reader.marker());
}

const mostDepth = 200;

class UbjReader {
  #at = 0;
  #depth = 0;
  readonly #view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next marker; no-operation markers are passed over. */
  marker(): string {
    for (;;) {
      const marker = String.fromCharCode(this.#view.getUint8(this.#take(1)));
      if (marker !== 'N') return marker;
    }
  }

  value(marker: string): UbjValue {
    switch (marker) {
      case 'Z':
        return null;
      case 'T':
        return true;
      case 'F':
        return false;
      case 'S':
        return this.#text();
      case 'C':
        return String.fromCharCode(this.#view.getUint8(this.#take(1)));
      case '[':
        return this.#nested(() => this.#array());
      case '{':
        return this.#nested(() => this.#object());
      default:
        return this.#number(marker);
    }
  }

  #number(marker: string): number {
    switch (marker) {
      case 'i':
        return this.#view.getInt8(this.#take(1));
      case 'U':
        return this.#view.getUint8(this.#take(1));
      case 'I':
        return this.#view.getInt16(this.#take(2));
      case 'l':
        return this.#view.getInt32(this.#take(4));
      case 'L':
        return Number(this.#view.getBigInt64(this.#take(8)));
      case 'd':
        return this.#view.getFloat32(this.#take(4));
      case 'D':
        return this.#view.getFloat64(this.#take(8));
      default:
        throw new RangeError(`byte ${this.#at - 1} is no UBJSON marker`);
    }
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > mostDepth) throw new RangeError('it is nested too deeply');
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #array(): UbjValue[] {
    const items: UbjValue[] = [];
    this.#items(']', (marker) => items.push(this.value(marker)));
    return items;
  }

  #object(): { [key: string]: UbjValue } {
    const entries: [string, UbjValue][] = [];
    this.#items('}', (marker, isTyped) => {
      // The first byte of an entry begins the length of its key, unless the type was said for all.
      const key = this.#text(isTyped ? undefined : marker);
      entries.push([key, this.value(isTyped ? marker : this.marker())]);
    });
    return Object.fromEntries(entries);
  }

  /** Calls `each` for every item, with the marker that begins it or the one said for all. */
  #items(end: string, each: (marker: string, isTyped: boolean) => void): void {
    let marker = this.marker();
    let type: string | undefined;
    if (marker === '$') {
      type = this.marker();
      marker = this.marker();
    }
    if (marker !== '#') {
      if (type !== undefined) throw new RangeError(`byte ${this.#at - 1}: a typed list without a count`);
      for (; marker !== end; marker = this.marker()) each(marker, false);
      return;
    }
    const count = this.#number(this.marker());
    if (count < 0 || count > this.bytes.length)
      throw new RangeError(`byte ${this.#at}: a list of ${count} items`);
    for (let i = 0; i < count; i++) each(type ?? this.marker(), type !== undefined);
  }

  #text(lengthMarker = this.marker()): string {
    const length = this.#number(lengthMarker);
    if (length < 0) throw new RangeError(`byte ${this.#at}: a text of ${length} bytes`);
    const from = this.#take(length);
    return utf8.decode(this.bytes.subarray(from, from + length));
  }

  /** Place of the next bytes. */
  #take(count: number): number {
    const from = this.#at;
    if (from + count > this.bytes.length)
      throw new RangeError(`it ends at byte ${this.bytes.length} in the middle of a value`);
    this.#at += count;
    return from;
  }
}
