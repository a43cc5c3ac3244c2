import { blockOf, copyBlock, emptyBlock, type SampleBlock } from '../sample-block';

/** Samples handed in together: `rows` ends before row `end` of its chunk. */
interface Handed {
  readonly id: number;
  readonly end: number;
  /** When they were handed in, ms on the process-wide monotonic clock. */
  readonly since: number;
}

/** Many hand-ins side by side, so that a long wait costs little memory. A hand-in never spans two chunks. */
interface Chunk {
  readonly block: SampleBlock;
  length: number;
  /** Rows before this one are on disk. */
  next: number;
  readonly handed: Handed[];
}

/** A part of a chunk, to be written in one transaction. */
export interface Span {
  readonly chunk: Chunk;
  readonly from: number;
  readonly to: number;
}

/** Live samples go first; history gives way to them. */
export type LaneName = 'live' | 'bulk';

const chunkRows = 512;

/** Waiting samples in two lanes; what is first in a lane is written first. */
export class WriteQueue {
  readonly #lanes: Record<LaneName, Chunk[]> = { live: [], bulk: [] };
  readonly #waiting: Record<LaneName, number> = { live: 0, bulk: 0 };

  put(lane: LaneName, id: number, packed: ArrayBuffer, since: number): void {
    const block = blockOf(packed);
    const rows = block.capacity;
    if (lane === 'bulk') {
      this.#lanes.bulk.push({ block, length: rows, next: 0, handed: [{ id, end: rows, since }] });
      this.#waiting.bulk += rows;
      return;
    }
    const chunk = this.#roomFor(rows);
    copyBlock(block, chunk.block, chunk.length);
    chunk.length += rows;
    chunk.handed.push({ id, end: chunk.length, since });
    this.#waiting.live += rows;
  }

  /** Samples waiting in a lane. */
  waiting(lane: LaneName): number {
    return this.#waiting[lane];
  }

  /** When the oldest waiting live sample was handed in. */
  get oldestLive(): number | undefined {
    return this.#lanes.live[0]?.handed[0]?.since;
  }

  /** The next samples of a lane, at most `maxRows`. */
  spans(lane: LaneName, maxRows: number): Span[] {
    const spans: Span[] = [];
    let room = maxRows;
    for (const chunk of this.#lanes[lane]) {
      if (room === 0) break;
      const to = Math.min(chunk.length, chunk.next + room);
      spans.push({ chunk, from: chunk.next, to });
      room -= to - chunk.next;
    }
    return spans;
  }

  /** Notes spans of a lane as stored; answers the hand-ins that are now complete, oldest first. */
  stored(lane: LaneName, spans: readonly Span[]): Handed[] {
    const complete: Handed[] = [];
    for (const { chunk, from, to } of spans) {
      chunk.next = to;
      this.#waiting[lane] -= to - from;
      const pending = chunk.handed.findIndex((handed) => handed.end > to);
      complete.push(...chunk.handed.splice(0, pending === -1 ? chunk.handed.length : pending));
    }
    const chunks = this.#lanes[lane];
    const unfinished = chunks.findIndex((chunk) => chunk.next < chunk.length);
    chunks.splice(0, unfinished === -1 ? chunks.length : unfinished);
    return complete;
  }

  /** Drops history and then the oldest live samples until no more than `limit` wait. */
  dropBeyond(limit: number): { readonly ids: number[]; readonly samples: number } {
    const ids: number[] = [];
    let samples = 0;
    for (const lane of ['bulk', 'live'] as const)
      while (this.#waiting.live + this.#waiting.bulk > limit && this.#lanes[lane][0]) {
        const [chunk] = this.#lanes[lane].splice(0, 1);
        if (!chunk) break;
        ids.push(...chunk.handed.map((handed) => handed.id));
        samples += chunk.length - chunk.next;
        this.#waiting[lane] -= chunk.length - chunk.next;
      }
    return { ids, samples };
  }

  #roomFor(rows: number): Chunk {
    const last = this.#lanes.live.at(-1);
    if (last && last.block.capacity - last.length >= rows) return last;
    const chunk = { block: emptyBlock(Math.max(rows, chunkRows)), length: 0, next: 0, handed: [] };
    this.#lanes.live.push(chunk);
    return chunk;
  }
}
