import type { SealedEntry } from '../model/ledger-entry';
import type { ReviewRule } from './review-rules';
import { timeText } from './time-text';
import { plainText } from './value-text';

export const systemRules: readonly ReviewRule[] = [
  {
    id: 'RBE-19',
    text: 'No entry was refused',
    severity: 'minor',
    run: ({ ledger, zone }) =>
      ledger.filter(isRefusedAttempt).map(({ entry }) => ({
        about: String(entry.seq),
        words: `${timeText(entry.at, zone)}: ${entry.what}, ${refusedWords(entry.facts)}`,
        ref: String(entry.seq),
      })),
  },
  {
    id: 'RBE-23',
    text: 'The clock was trusted all the time',
    severity: 'major',
    run: ({ records, ledger }) => [
      ...records
        .filter(({ newest }) => !newest.clockTrusted)
        .map(({ newest }) => ({
          about: newest.id,
          words: `${newest.kind} ${newest.attempt} was entered while the clock was not trusted`,
          ref: newest.id,
        })),
      ...ledger
        .filter(({ entry }) => entry.what.startsWith('clock.'))
        .map(({ entry }) => ({
          about: String(entry.seq),
          words: `Clock: ${entry.what}`,
          ref: String(entry.seq),
        })),
    ],
  },
  {
    id: 'RBE-28',
    text: 'Nobody was refused for a training that had run out',
    severity: 'minor',
    run: ({ ledger }) =>
      ledger
        .filter(
          ({ entry }) => entry.what === 'signature.refused' && /training/i.test(refusedWords(entry.facts)),
        )
        .map(({ entry }) => ({
          about: String(entry.seq),
          words: refusedWords(entry.facts),
          ref: String(entry.seq),
        })),
  },
  {
    id: 'RBE-30',
    text: 'The ledger and the records were checked and hold',
    severity: 'major',
    run: ({ integrity }) => {
      if (!integrity)
        return { cannot: 'the check of the ledger is not finished: read the record again in a moment' };
      return integrity.sound ? [] : [{ about: 'integrity', words: integrity.words }];
    },
  },
  {
    id: 'RBE-31',
    text: 'Software and models stayed the same during the batch',
    severity: 'major',
    run: ({ ledger, events, zone }) => {
      const versions = new Set(
        ledger
          .filter(isStart)
          .map(({ entry }) => plainText(entry.facts['version'] ?? entry.facts['appVersion'] ?? '')),
      );
      versions.delete('');
      const models = events
        .filter(({ kind }) => kind === 'model-champion')
        .map(({ id, at, words }) => ({ about: String(id), words: `${timeText(at, zone)}: ${words}` }));
      return versions.size > 1
        ? [
            ...models,
            {
              about: 'version',
              words: `Software of the versions ${[...versions].join(', ')} ran during the batch`,
            },
          ]
        : models;
    },
  },
  {
    id: 'RBE-36',
    text: 'No deviation is open, and none is critical',
    severity: 'major',
    run: ({ deviations }) =>
      deviations
        .filter(({ open, level }) => open || level === 3)
        .map(({ id, title, level, state }) => ({
          about: id,
          words: `${id}, level ${level}, ${state}: ${title}`,
          ref: id,
        })),
  },
];

/** A value that was refused, or a secret that was wrong. That a review has to wait for something is no exception. */
function isRefusedAttempt({ entry: { what, facts } }: SealedEntry): boolean {
  if (what === 'signature.refused') return facts['code'] === 'UNAUTHORIZED';
  return what.endsWith('.refused');
}

function isStart({ entry }: SealedEntry): boolean {
  return entry.what === 'station.start' || entry.what === 'software.start';
}

function refusedWords(facts: SealedEntry['entry']['facts']): string {
  const said = facts['words'] ?? facts['rule'] ?? '';
  return typeof said === 'string' ? said : JSON.stringify(said);
}
