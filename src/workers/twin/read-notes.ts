import { notesInForce, type BatchNote } from '../../shared/model/batch-note';
import type { BatchId } from '../../shared/model/identity';
import { callDeadline } from './call-deadline';
import type { BatchFacts, Happening } from './features/feature-engine';
import type { StationClient } from './followed-batch';

/** What people wrote down of a batch, as far as it enters its derivation; oldest first. */
export type NotedFacts = Required<Pick<BatchFacts, 'withdrawals' | 'happenings'>>;

/** Events by hand that explain what checks see, by what is written of them. */
const told = [
  ['antifoam', /anti-?foam|defoam/i],
  ['calibration', /calibrat/i],
  ['set-point', /set[- ]?point/i],
] as const satisfies readonly (readonly [Happening['kind'], RegExp])[];

/** Reads the notes of a batch that hold. */
export async function readNotes(client: StationClient, batchId: BatchId): Promise<NotedFacts> {
  return notedFacts(await client.batches.notes({ batchId }, callDeadline()));
}

/** Withdrawals of the samples, and what explains checks. A sample without a volume takes nothing out. */
export function notedFacts(notes: readonly BatchNote[]): NotedFacts {
  const inForce = notesInForce(notes).toSorted((a, b) => a.at - b.at);
  return {
    withdrawals: inForce.flatMap((note) =>
      note.kind === 'sample' && note.volumeMl > 0 ? [{ t: note.at, volumeL: note.volumeMl / 1000 }] : [],
    ),
    happenings: inForce.flatMap(happeningOf),
  };
}

function happeningOf(note: BatchNote): Happening[] {
  switch (note.kind) {
    case 'sample':
      return [{ t: note.at, kind: 'sample', words: `Sample of ${note.volumeMl.toFixed(1)} mL` }];
    case 'calibration':
      return [{ t: note.at, kind: 'calibration', words: `Calibration of ${note.quantity}` }];
    case 'event': {
      // What was struck out did not happen.
      if (note.eventKind === 'struck-out') return [];
      const words = [note.eventKind, note.name ?? '', note.words].join(' ');
      const kind = told.find(([, pattern]) => pattern.test(words))?.[0];
      return kind ? [{ t: note.at, kind, words: (note.words || note.name) ?? note.eventKind }] : [];
    }
    case 'media':
      return [];
    default:
      return note satisfies never;
  }
}
