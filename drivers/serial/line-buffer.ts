/** Cuts what comes in pieces from a serial line into lines, whatever the pieces are. */
export interface LineBuffer {
  /** Whole lines that this piece completes, without their end. */
  take(piece: Uint8Array): string[];
  /** Bytes thrown away because no line end came: noise, or another baud rate. */
  readonly dropped: number;
}

/** Longer than any line of a known device; what is longer is noise. */
const longestLine = 512;

/**
 * @param end what ends a line; `any` takes CR, LF and CR LF. Empty lines are left out.
 */
export function createLineBuffer(end: 'cr' | 'lf' | 'any' = 'any'): LineBuffer {
  const ends = end === 'cr' ? [13] : end === 'lf' ? [10] : [13, 10];
  let waiting: number[] = [];
  let dropped = 0;
  return {
    take: (piece) => {
      const lines: string[] = [];
      for (const byte of piece) {
        if (ends.includes(byte)) {
          const line = String.fromCharCode(...waiting).trim();
          if (line !== '') lines.push(line);
          waiting = [];
        } else if (waiting.length >= longestLine) {
          dropped += waiting.length + 1;
          waiting = [];
        } else waiting.push(byte);
      }
      return lines;
    },
    get dropped() {
      return dropped;
    },
  };
}
