import { emptyRaw, type RawColumns } from '../record/raw-columns';
import type { ExportChannel, RawAsk, ReadRaw, Span } from './export-task';

/** The samples of all channels in a piece of time small enough for memory. */
export interface Slab extends Span {
  /** In the order of the channels; null where nothing is in it. */
  readonly raw: readonly (RawColumns | null)[];
  readonly samples: number;
}

/** Samples a slab should hold: some tens of MB, two slabs at a time. */
const wantedSamples = 250_000;
const firstMs = 600_000;
const longestMs = 30 * 86_400_000;
const askLimit = 100_000;

/**
 * History in slabs, one after the other; the next is read while the last is worked on.
 * @param alignMs slabs begin and end on multiples of this, so that no grid cell is cut
 */
export async function* slabsOf(
  channels: readonly ExportChannel[],
  spans: readonly Span[],
  alignMs: number,
  read: ReadRaw,
): AsyncGenerator<Slab> {
  let widthMs = firstMs;
  let waiting: Promise<Slab> | null = null;
  for (const span of spans) {
    let from = span.from;
    while (from < span.to) {
      const to = Math.min(span.to, alignedEnd(from, widthMs, alignMs));
      const next = readSlab(channels, { from, to }, read);
      // It is awaited a round later; until then its failure must not go unheard.
      next.catch(() => undefined);
      if (waiting) {
        const slab: Slab = await waiting;
        widthMs = nextWidth(widthMs, slab.samples);
        yield slab;
      }
      waiting = next;
      from = to;
    }
  }
  if (waiting) yield await waiting;
}

function alignedEnd(from: number, widthMs: number, alignMs: number): number {
  return Math.max(1, Math.floor((from + widthMs) / alignMs)) * alignMs > from
    ? Math.floor((from + widthMs) / alignMs) * alignMs
    : (Math.floor(from / alignMs) + 1) * alignMs;
}

function nextWidth(widthMs: number, samples: number): number {
  if (samples > wantedSamples) return Math.max(60_000, widthMs / 2);
  return samples < wantedSamples / 3 ? Math.min(longestMs, widthMs * 2) : widthMs;
}

async function readSlab(channels: readonly ExportChannel[], span: Span, read: ReadRaw): Promise<Slab> {
  const raw = await Promise.all(channels.map((channel) => readAll(channel, span, read)));
  return { ...span, raw, samples: raw.reduce((sum, columns) => sum + (columns?.t.length ?? 0), 0) };
}

async function readAll(
  { series, asGiven }: ExportChannel,
  { from, to }: Span,
  read: ReadRaw,
): Promise<RawColumns | null> {
  if (series === 0) return null;
  const pieces: RawColumns[] = [];
  let ask: RawAsk = { series, from, to, limit: askLimit, corrected: asGiven !== true };
  for (;;) {
    const piece = await read(ask);
    if (piece.t.length > 0) pieces.push(piece);
    if (piece.t.length < askLimit) break;
    ask = { ...ask, from: (piece.t.at(-1) ?? to) + 1 };
  }
  return pieces.length > 1 ? joined(pieces) : (pieces[0] ?? null);
}

function joined(pieces: readonly RawColumns[]): RawColumns {
  const all = emptyRaw(pieces.reduce((sum, piece) => sum + piece.t.length, 0));
  let at = 0;
  for (const piece of pieces) {
    for (const name of ['t', 'value', 'quality', 'seen', 'origin'] as const) all[name].set(piece[name], at);
    at += piece.t.length;
  }
  return all;
}
