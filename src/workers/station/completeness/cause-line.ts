import { holeAfterPeriods, type HoleCause } from '../../../shared/model/hole';
import type { SourceMark, Span, StationRun } from '../record/completeness/completeness-keep';

/** What is known about the time of a hole, on the station's clock, oldest first. */
export interface CauseFacts {
  /** When the station ran; the last one reaches up to now. */
  readonly runs: readonly StationRun[];
  /** Before this nobody could have run it; null where it never ran before. */
  readonly firstRun: number | null;
  readonly connection: readonly SourceMark[];
  readonly unit: readonly SourceMark[];
}

export interface CausedSpan extends Span {
  readonly cause: HoleCause;
}

const shortestMs = 3000;
/** A network that fails without a word is noticed by the keep-alive: until then it looks like a silent plant. */
const unheardLinkMs = 25_000;

/** What is shorter than this beside another cause is the time it took to notice, ms. */
export function noticeMs(cadenceMs: number): number {
  return Math.max(shortestMs, holeAfterPeriods * cadenceMs);
}

/** The causes of a hole as they followed each other. */
export function causesOf(hole: Span, facts: CauseFacts, cadenceMs: number): CausedSpan[] {
  const times = [
    ...facts.runs.flatMap(({ startedAt, aliveTo }) => [startedAt, aliveTo]),
    ...facts.connection.map(({ at }) => at),
    ...facts.unit.map(({ at }) => at),
    hole.to,
  ];
  const edges = [...new Set(times)].filter((at) => at > hole.from && at <= hole.to).toSorted((a, b) => a - b);
  let from = hole.from;
  const pieces = edges.map((to) => {
    const piece = { from, to, cause: causeAt(from, facts) };
    from = to;
    return piece;
  });
  return withoutSlivers(mergedCauses(heardLater(mergedCauses(pieces))), noticeMs(cadenceMs));
}

function heardLater(pieces: readonly CausedSpan[]): CausedSpan[] {
  return pieces.map((piece, index) => {
    const lost = piece.cause === 'source-down' && pieces[index + 1]?.cause === 'broker-down';
    return lost && piece.to - piece.from <= unheardLinkMs ? { ...piece, cause: 'broker-down' } : piece;
  });
}

function causeAt(at: number, { runs, firstRun, connection, unit }: CauseFacts): HoleCause {
  const ran = runs.some(({ startedAt, aliveTo }) => startedAt <= at && at < aliveTo);
  if (!ran && firstRun !== null && at >= firstRun) return 'station-down';
  const link = stateAt(connection, at);
  if (link === 'off') return 'not-expected';
  // Until its first answer after a start a connection is away because the station was.
  if (link === 'starting') return 'station-down';
  if (link === 'offline') return 'broker-down';
  return stateAt(unit, at) === 'silent' ? 'source-down' : 'unknown';
}

function stateAt(marks: readonly SourceMark[], at: number): SourceMark['state'] | undefined {
  return marks.findLast((mark) => mark.at <= at)?.state;
}

function mergedCauses(pieces: readonly CausedSpan[]): CausedSpan[] {
  const out: CausedSpan[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.cause === piece.cause) out[out.length - 1] = { ...last, to: piece.to };
    else out.push(piece);
  }
  return out;
}

/** Gives the shortest piece to its longer neighbour until none is a sliver. */
function withoutSlivers(pieces: CausedSpan[], sliverMs: number): CausedSpan[] {
  const length = (piece: CausedSpan | undefined): number => (piece ? piece.to - piece.from : -1);
  const shortest = pieces.reduce((least, piece, i) => (length(piece) < length(pieces[least]) ? i : least), 0);
  const sliver = pieces[shortest];
  if (pieces.length < 2 || !sliver || length(sliver) >= sliverMs) return pieces;
  const towards = length(pieces[shortest - 1]) >= length(pieces[shortest + 1]) ? shortest - 1 : shortest + 1;
  const cause = pieces[towards]?.cause ?? sliver.cause;
  const given = pieces.map((piece, i) => (i === shortest ? { ...piece, cause } : piece));
  return withoutSlivers(mergedCauses(given), sliverMs);
}
