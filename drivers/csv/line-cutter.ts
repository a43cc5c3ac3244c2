/** Bytes of a file as whole lines; what has no end yet waits. */
export interface LineCutter {
  /** Lines that are complete now, each with the position in the file behind it. `bytes` undefined: longer than allowed. */
  push(chunk: Uint8Array): CutLine[];
  /** Bytes that wait for their end. */
  readonly waiting: number;
}

export interface CutLine {
  readonly bytes: Uint8Array | undefined;
  /** Offset in the file, bytes: where the next line begins. */
  readonly end: number;
}

/** Bytes of a line at most. */
const longestLine = 1_000_000;
const newline = 10;

/**
 * @param start offset in the file that the first chunk comes from; lines begin there
 * @param wide which byte of a pair holds the newline in UTF-16; null for encodings of single bytes
 */
export function createLineCutter(start: number, wide: 'le' | 'be' | null): LineCutter {
  let rest: Uint8Array = new Uint8Array();
  let position = start;
  let skipping = false;
  const step = wide === null ? 1 : 2;

  const endOfLine = (bytes: Uint8Array, from: number): number => {
    for (let at = bytes.indexOf(newline, from); at >= 0; at = bytes.indexOf(newline, at + 1)) {
      if (wide === null) return at + 1;
      // Units of UTF-16 stand at even distances from the beginning of the line.
      if (wide === 'le' && (at - from) % 2 === 0 && bytes[at + 1] === 0) return at + 2;
      if (wide === 'be' && (at - from) % 2 === 1 && bytes[at - 1] === 0) return at + 1;
    }
    return -1;
  };

  return {
    push: (chunk) => {
      const bytes = joined(rest, chunk);
      const lines: CutLine[] = [];
      let from = 0;
      for (let end = endOfLine(bytes, 0); end > 0; end = endOfLine(bytes, from)) {
        position += end - from;
        lines.push({ bytes: skipping ? undefined : bytes.slice(from, end - step), end: position });
        skipping = false;
        from = end;
      }
      rest = bytes.slice(from);
      if (rest.length > longestLine) {
        // Whole pairs only, or the newline would be looked for at the wrong places.
        const drop = rest.length - (rest.length % 2);
        position += drop;
        rest = rest.slice(drop);
        skipping = true;
      }
      return lines;
    },
    get waiting() {
      return rest.length;
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
