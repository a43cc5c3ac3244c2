import { od600Of, type BatchNote } from '../../../shared/model/batch-note';
import { phases } from '../../../shared/model/phase';
import { dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

/** A note as a list tells it. */
export interface NoteWords {
  readonly title: string;
  readonly detail: string;
  /** What can be unfolded. */
  readonly rows: readonly (readonly [string, string])[];
}

const eventWords: ReadonlyMap<string, string> = new Map([
  ['inoculation', 'Inoculation'],
  ['set-point', tr('Set point')],
  ['fault-begin', tr('Disturbance begins')],
  ['fault-end', tr('Disturbance ends')],
  ['phase', 'Phase'],
  ['end', 'End'],
  ['observation', 'Observation'],
  ['struck-out', tr('Struck out')],
]);

const quantityWords: ReadonlyMap<string, string> = new Map([
  ['ph', 'pH'],
  ['dissolvedOxygen', 'dissolved oxygen'],
  ['offGas', 'off-gas analyser'],
]);

const some = (parts: readonly (string | undefined | false)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');

/** What a note says, in one line, a second one, and a table where there is more. */
export function noteWords(note: BatchNote): NoteWords {
  switch (note.kind) {
    case 'sample':
      return sampleWords(note);
    case 'media':
      return mediaWords(note);
    case 'calibration':
      return calibrationWords(note);
    case 'event':
      return eventNoteWords(note);
    default:
      return note satisfies never;
  }
}

function sampleWords(note: Extract<BatchNote, { kind: 'sample' }>): NoteWords {
  const od = od600Of(note);
  const by = note.od600Reading !== undefined && ` (${note.od600Reading} × ${note.dilution ?? 1})`;
  return {
    title: tr('Sample{which}, {volumeMl} mL', {
      which: note.number === undefined ? '' : ` ${note.number}`,
      volumeMl: note.volumeMl,
    }),
    detail: some([
      od !== undefined && `OD600 ${Number(od.toPrecision(4))}${by || ''}`,
      note.dcwGL !== undefined && `DCW ${note.dcwGL} g/L`,
      note.words,
    ]),
    rows: note.dcwResultAt === undefined ? [] : [[tr('Dry weight known'), dateTimeText(note.dcwResultAt)]],
  };
}

function mediaWords(note: Extract<BatchNote, { kind: 'media' }>): NoteWords {
  const heat = note.sterilisation;
  return {
    title: tr('Medium: {recipe}', { recipe: note.recipe }),
    detail: some([
      note.volumeL !== undefined && `${note.volumeL} L`,
      note.phBeforeUse !== undefined && `pH ${note.phBeforeUse}`,
      heat && `${heat.method} ${heat.tempC} °C, ${heat.holdMin} min, ${heat.passed ? 'passed' : 'failed'}`,
      note.words,
    ]),
    rows: note.components.map(({ name, amount, unit, lot, expires }) => [
      name,
      some([`${amount} ${unit}`, lot && `lot ${lot}`, expires && `until ${expires}`]),
    ]),
  };
}

function calibrationWords(note: Extract<BatchNote, { kind: 'calibration' }>): NoteWords {
  const passed = note.passed === undefined ? '' : note.passed ? 'passed' : 'failed';
  const points = (note.points ?? []).map((point, i): [string, string] => [
    `Point ${i + 1}`,
    Object.entries(point)
      .map(([name, value]) => `${spaced(name)} ${String(value)}`)
      .join(', '),
  ]);
  return {
    title: tr('Calibration: {quantityWords}', {
      quantityWords: quantityWords.get(note.quantity) ?? note.quantity,
    }),
    detail: some([note.device, passed, note.words]),
    rows: [
      ...points,
      ...Object.entries(note.findings).map(([name, value]): [string, string] => [
        spaced(name),
        String(value),
      ]),
    ],
  };
}

function eventNoteWords(note: Extract<BatchNote, { kind: 'event' }>): NoteWords {
  const phase = note.eventKind === 'phase' && phases.find(({ id }) => id === note.name)?.words;
  const title = eventWords.get(note.eventKind) ?? note.eventKind;
  return {
    title: phase ? `${title}: ${phase}` : title,
    detail: some([
      !phase && [note.name, note.value === undefined ? '' : String(note.value)].join(' ').trim(),
      note.words,
    ]),
    rows: [],
  };
}

/** `slopeMvPerPh` as `slope mv per ph`. */
const spaced = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
