import type { Rooms } from './rooms';
import { guarded } from './who';

/** What is written down of batches. */
export function noteVerbs({ notes }: Rooms) {
  const os = guarded.batches;
  return {
    notes: os.notes.handler(({ input }) => notes.list(input.batchId)),
    addNote: os.addNote.handler(({ input }) => notes.add(input.batchId, input.note)),
    correctNote: os.correctNote.handler(({ input: { batchId, id, reason, note } }) =>
      notes.correct(batchId, id, reason, note),
    ),
  };
}
