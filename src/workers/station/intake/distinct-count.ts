const bits = 1 << 17;

export interface DistinctCount {
  add(text: string): void;
  /** About how many different texts were added; within 1 % up to 50,000. */
  estimate(): number;
}

/** Counts different texts in 16 KiB however many there are (linear counting, Whang 1990). */
export function createDistinctCount(): DistinctCount {
  const map = new Uint32Array(bits / 32);
  let set = 0;
  return {
    add: (text) => {
      const place = hash(text) & (bits - 1);
      const mask = 1 << (place & 31);
      const word = map[place >>> 5] ?? 0;
      if ((word & mask) !== 0) return;
      map[place >>> 5] = word | mask;
      set += 1;
    },
    estimate: () => Math.round(-bits * Math.log(1 - Math.min(set, bits - 1) / bits)),
  };
}

/** FNV-1a with a final mix (murmur3), 32 bit. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
