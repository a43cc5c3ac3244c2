import { notesInForce, od600Of, type BatchNote } from '../../../shared/model/batch-note';
import type { ExportNote } from './export-task';

/** The manual records of a batch that hold, as an export writes them: a sentence, and all that is in them. */
export function exportNotes(notes: readonly BatchNote[], unit: string): ExportNote[] {
  return notesInForce(notes).map((note) => {
    const {
      id: _,
      batchId,
      source: __,
      enteredAt: ___,
      enteredBy,
      replaces: ____,
      replacedBy: _____,
      ...body
    } = note;
    return {
      t: note.at,
      unit,
      batch: batchId,
      kind: note.kind,
      author: enteredBy,
      words: [summary(note), note.words].filter((part) => part !== '').join('. '),
      details: JSON.stringify(body),
    };
  });
}

function summary(note: BatchNote): string {
  switch (note.kind) {
    case 'sample': {
      const od600 = od600Of(note);
      const found = [
        `${note.volumeMl} mL drawn`,
        ...(od600 === undefined ? [] : [`OD600 ${Number(od600.toPrecision(6))}`]),
        ...(note.dcwGL === undefined ? [] : [`dry cell weight ${note.dcwGL} g/L`]),
      ];
      return `Sample${note.number === undefined ? '' : ` ${note.number}`}: ${found.join(', ')}`;
    }
    case 'media':
      return `Medium ${note.recipe}`;
    case 'calibration':
      return `Calibration of ${note.quantity}${note.passed === undefined ? '' : note.passed ? ', passed' : ', failed'}`;
    case 'event':
      break;
  }
  const { eventKind, name = '', value = '' } = note;
  return [eventKind, name, String(value)].filter((part) => part !== '').join(' ');
}
