import { createHash } from 'node:crypto';
import type { Json } from '../../../../shared/model/ledger-entry';
import type { Log } from '../../../log';
import { openForReading } from '../file/open-database';
import { rawLevel } from '../historian/cell-level';
import type { NewPart } from '../historian/seal/raw-parts';
import type { SealedPass } from '../historian/seal/seal-list';
import type { StationLedger } from './ledger';

/** What of the chunks of history has gone into the ledger. */
export interface SealNotes {
  readonly add: (pass: SealedPass) => void;
  /** Puts what was sealed since the last call into one entry. */
  readonly tell: () => void;
}

/**
 * Tells the ledger of sealed chunks: the digest of the newest pass, which holds all passes before, and of what was
 * sealed since the last entry per series [series, level, first, last, count, SHA-256 over the hashes in order].
 */
export function createSealNotes(ledger: StationLedger, historianPath: string, log: Log): SealNotes {
  let waiting: SealedPass[] = [];
  const toldTo = (): number => Number(ledger.newestOf('history.sealed')?.entry.facts['toPass'] ?? 0);
  const append = (facts: Readonly<Record<string, Json>>): void => {
    ledger.note({ what: 'history.sealed', subject: { type: 'history', id: ledger.stationId }, facts, actor: { kind: 'system', name: 'station' } }); // prettier-ignore
  };
  catchUp();

  /** Passes that a kill kept from the ledger; a newer history of which they are missing is told by verifying. */
  function catchUp(): void {
    try {
      const newest = newestSeal(historianPath);
      const from = toldTo() + 1;
      if (newest && newest.pass >= from && !ledger.trouble())
        append({ fromPass: from, toPass: newest.pass, digest: newest.digest.toString('hex'), series: null });
    } catch (error) {
      log('warn', 'The hashes of history were not put into the ledger', { error: String(error) });
    }
  }

  return {
    add: (pass) => waiting.push(pass),
    tell: () => {
      const [first] = waiting;
      const last = waiting.at(-1);
      if (!first || !last) return;
      const series = seriesFacts(waiting.flatMap(({ parts }) => parts));
      append({ fromPass: first.pass, toPass: last.pass, digest: last.digest, series });
      waiting = [];
    },
  };
}

function newestSeal(path: string): { pass: number; digest: Buffer } | undefined {
  const db = openForReading(path);
  try {
    return db
      .prepare<[], { pass: number; digest: Buffer }>(
        'SELECT pass, digest FROM seal ORDER BY pass DESC LIMIT 1',
      )
      .get();
  } finally {
    db.close();
  }
}

function seriesFacts(parts: readonly NewPart[]): Json {
  const ofSeries = new Map<number, NewPart[]>();
  for (const part of parts) {
    const its = ofSeries.get(part.series);
    if (its) its.push(part);
    else ofSeries.set(part.series, [part]);
  }
  return [...ofSeries]
    .toSorted(([a], [b]) => a - b)
    .map(([series, its]) => {
      const inOrder = its.toSorted((a, b) => a.start - b.start || a.part - b.part);
      const hash = createHash('sha256');
      for (const { sha256 } of inOrder) hash.update(sha256);
      return [
        series,
        rawLevel,
        inOrder[0]?.start ?? 0,
        inOrder.at(-1)?.start ?? 0,
        inOrder.length,
        hash.digest('hex'),
      ];
    });
}
