import type { FaultKind } from '../file/fault-kind';

const kept = 'Samples wait in memory and are not acknowledged until they are stored.';

type Words = Readonly<Record<FaultKind, { readonly words: string; readonly advice: string }>>;

/** What each fault means to the person in front of the screen, and what to do. */
export const faultWords: Words = {
  'disk-full': {
    words: `The disk is full: nothing can be recorded. ${kept}`,
    advice: 'Free space on the disk that holds the data folder; recording goes on by itself.',
  },
  'io-error': {
    words: `The disk does not take data. ${kept}`,
    advice: 'Check the disk and its connection; recording goes on by itself once it answers.',
  },
  'read-only': {
    words: `The history file cannot be written to. ${kept}`,
    advice: 'Give this user write permission on the data folder and its files.',
  },
  busy: {
    words: `Another program holds the history file. ${kept}`,
    advice: 'Close the program that has historian.db open.',
  },
  corrupt: {
    words: `The history file is damaged. ${kept}`,
    advice: 'Stop the station, keep a copy of historian.db, move it away and put back a backup.',
  },
};

const journalOnly = 'Samples are recorded in the journal, which grows until then.';

/** The same where samples are still taken and only their packing fails. */
export const sealingWords: Words = {
  'disk-full': {
    words: `The disk is too full to pack what was recorded. ${journalOnly}`,
    advice: faultWords['disk-full'].advice,
  },
  'io-error': {
    words: `The disk does not take what was recorded for keeping. ${journalOnly}`,
    advice: faultWords['io-error'].advice,
  },
  'read-only': faultWords['read-only'],
  busy: faultWords.busy,
  corrupt: faultWords.corrupt,
};
