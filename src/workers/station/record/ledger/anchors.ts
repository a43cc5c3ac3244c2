import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import { anchorSchema, type Anchor } from '../../../../shared/model/ledger-entry';
import { Refusal } from '../../../../shared/model/refusal';
import type { AnchorPlace, LedgerHead } from './ledger';
import type { StationKey } from './station-key';

/** A stop does not wait longer for a place outside, ms. */
const mostWaitMs = 3000;

/** Within the data folder. */
export const anchorFolder = 'anchors';

export interface AnchorsDeps {
  readonly dir: string;
  readonly stationId: string;
  /** Places outside. */
  readonly folders: readonly string[];
  readonly clock: () => number;
  readonly head: () => LedgerHead;
  readonly key: () => StationKey | undefined;
}

/** What an anchor's signature is put over. */
export function anchorDigest(anchor: Anchor): Buffer {
  return createHash('sha256')
    .update(canonicalJson({ ...anchor, signature: undefined }))
    .digest();
}

/** The file of a station's anchors in a folder. */
export const anchorFile = (folder: string, stationId: string): string =>
  join(folder, `anchors-${stationId}.jsonl`);

/** Writes signed heads to the data folder at once and to every other place beside. */
export function createAnchors({ dir, stationId, folders, clock, head, key }: AnchorsDeps) {
  const inside = join(dir, anchorFolder);
  const places = new Map<string, AnchorPlace>();
  const writing = new Set<Promise<void>>();
  let newest: Anchor | null = null;
  const setFolders = (next: readonly string[]): void => {
    for (const folder of places.keys())
      if (folder !== inside && !next.includes(folder)) places.delete(folder);
    for (const folder of [inside, ...next])
      if (!places.has(folder))
        places.set(folder, { folder, inside: folder === inside, reachedAt: null, seq: null, fault: null });
  };
  setFolders(folders);

  const reached = (folder: string, anchor: Anchor): void => {
    const place = places.get(folder);
    if (place) places.set(folder, { ...place, reachedAt: anchor.at, seq: anchor.seq, fault: null });
  };
  const missed = (folder: string, error: unknown): void => {
    const place = places.get(folder);
    if (place)
      places.set(folder, { ...place, fault: error instanceof Error ? error.message : String(error) });
  };
  const writeInside = (anchor: Anchor, line: string): void => {
    try {
      appendDurably(inside, anchorFile(inside, stationId), line);
      reached(inside, anchor);
    } catch (error) {
      missed(inside, error);
    }
  };
  /** A share that hangs must not hold up the station. */
  const writeOutside = async (folder: string, anchor: Anchor, line: string): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true });
      await appendFile(anchorFile(folder, stationId), line, { flush: true });
      reached(folder, anchor);
    } catch (error) {
      missed(folder, error);
    }
  };

  return {
    anchor: (cause: Anchor['cause']): Anchor => {
      const signer = key();
      if (!signer)
        throw new Refusal('UNAVAILABLE', 'The station has no signing key: no anchor can be signed');
      const { seq, hash } = head();
      const bare: Anchor = { v: 1, stationId, seq, hash, at: Math.round(clock()), cause, keyId: signer.keyId, signature: '' }; // prettier-ignore
      const anchor: Anchor = { ...bare, signature: signer.sign(anchorDigest(bare)) };
      const line = `${JSON.stringify(anchor)}\n`;
      newest = anchor;
      writeInside(anchor, line);
      for (const { folder, inside: own } of places.values()) {
        if (own) continue;
        const written = writeOutside(folder, anchor, line).finally(() => writing.delete(written));
        writing.add(written);
      }
      return anchor;
    },
    /** Resolves once every place was reached or not; a share that hangs is not waited for. */
    written: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, mostWaitMs).unref());
      await Promise.race([Promise.all(writing), late]);
    },
    newest: () => newest,
    places: (): AnchorPlace[] => [...places.values()],
    setFolders,
  };
}

/** Anchors in a file, in its order; a line that is none is left out. Empty where there is no file. */
export function anchorsIn(path: string): Anchor[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const read = anchorSchema.safeParse(JSON.parse(line));
        return read.success ? [read.data] : [];
      } catch {
        // The end of a line that a stop cut short.
        return [];
      }
    });
}

function appendDurably(folder: string, path: string, line: string): void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(path, 'a', 0o600);
  try {
    appendFileSync(file, line);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
