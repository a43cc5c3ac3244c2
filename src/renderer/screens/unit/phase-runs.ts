import type { BatchNote } from '../../../shared/model/batch-note';
import { type PhaseId, phaseOf, phases } from '../../../shared/model/phase';

/** A stretch of a batch in one phase, epoch ms. */
export interface PhaseRun {
  readonly phase: PhaseId;
  readonly from: number;
  readonly to: number;
}

/** The stretches that recorded codes make; what lies between two of them belongs to the earlier. */
export function runsOfCodes(t: ArrayLike<number>, code: ArrayLike<number>, to: number): PhaseRun[] {
  const starts: { phase: PhaseId; from: number }[] = [];
  for (let i = 0; i < t.length; i += 1) {
    const value = code[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const { id } = phaseOf(Math.round(value));
    if (id !== 'none' && starts.at(-1)?.phase !== id) starts.push({ phase: id, from: t[i] ?? to });
  }
  return closed(starts, to);
}

/** The stretches that events of a batch tell of. */
export function runsOfNotes(notes: readonly BatchNote[], to: number): PhaseRun[] {
  const starts = notes.flatMap((note) => {
    if (note.kind !== 'event' || note.eventKind !== 'phase' || note.replacedBy !== null) return [];
    const phase = phases.find(({ id }) => id === note.name)?.id;
    return phase ? [{ phase, from: note.at }] : [];
  });
  return closed(starts, to);
}

function closed(starts: readonly { phase: PhaseId; from: number }[], to: number): PhaseRun[] {
  return starts.map(({ phase, from }, i) => ({ phase, from, to: starts[i + 1]?.from ?? to }));
}
