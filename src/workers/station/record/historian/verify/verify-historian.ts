import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { checkPages } from '../../file/inspect-file';
import { openForReading } from '../../file/open-database';
import { StoreRefusal } from '../../store-refusal';
import { decodeJournal, JournalDamaged } from '../journal/journal-body';
import { SealCheck } from './check-seals';
import { SeriesCheck } from './check-series';
import type { Finding } from './finding';

/** How far a look through a historian has come. */
export interface VerifyProgress {
  readonly chunks: number;
  readonly samples: number;
  readonly series: number;
}

export interface VerifyReport extends VerifyProgress {
  /** Samples that are in the journal, not sealed yet. */
  readonly journalSamples: number;
  /** Nothing in it: all is as it was written. */
  readonly findings: readonly Finding[];
}

const mostFindings = 1000;

/**
 * Looks through everything a historian holds: pages, check sums, hashes, order and counts of every chunk, cells against
 * their samples, the list of seals, the journal. Reads alone; the station may go on meanwhile.
 * @param progress told after every few hundred chunks
 * @throws the signal's reason once it is aborted
 */
export async function verifyHistorian(
  path: string,
  progress: (now: VerifyProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const findings: Finding[] = [];
  const found = (finding: Finding): void => {
    if (findings.length < mostFindings) findings.push(finding);
  };
  lookAtPages(path, found);
  const db = openForReading(path);
  try {
    const seals = new SealCheck(db, found);
    const check = new SeriesCheck(db, seals, found);
    let series = 0;
    for (let one = check.nextSeries(-1); one !== undefined; one = check.nextSeries(one)) {
      series += 1;
      db.exec('BEGIN');
      for (const step of check.steps(one)) {
        progress({ ...step, series });
        await nextTurn();
        signal?.throwIfAborted();
      }
      db.exec('COMMIT');
    }
    seals.end();
    const journalSamples = lookAtJournal(db, found);
    return { findings, journalSamples, series, chunks: check.chunks, samples: check.samples };
  } finally {
    db.close();
  }
}

function lookAtPages(path: string, found: (finding: Finding) => void): void {
  try {
    checkPages(path);
  } catch (error) {
    if (!(error instanceof StoreRefusal) || error.kind !== 'corrupt') throw error;
    found({ kind: 'pages', words: error.words });
  }
}

function lookAtJournal(db: Database, found: (finding: Finding) => void): number {
  let samples = 0;
  const rows = db.prepare<[], [number, Buffer]>('SELECT seq, body FROM journal ORDER BY seq').raw();
  for (const [seq, body] of rows.iterate())
    try {
      samples += decodeJournal(body).columns.t.length;
    } catch (error) {
      if (!(error instanceof JournalDamaged)) throw error;
      found({ kind: 'journal', words: `Row ${seq} of the journal: ${error.words}` });
    }
  return samples;
}
