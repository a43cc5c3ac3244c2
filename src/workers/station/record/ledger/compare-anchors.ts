import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import type { Anchor } from '../../../../shared/model/ledger-entry';
import { anchorDigest, anchorFile, anchorFolder, anchorsIn } from './anchors';
import type { LedgerTrouble, StationLedger } from './ledger';

const advice =
  'A restore has to be declared on the audit screen: an administrator and a QA approver sign it.';

/**
 * Holds the newest anchor of every place against the ledger. Anchors of entries that a declared restore gave up do not
 * count, nor do lines that none of the station's keys signed.
 */
export function compareAnchors(
  ledger: StationLedger,
  dir: string,
  folders: readonly string[],
): LedgerTrouble | null {
  const keys = new Map(ledger.keys().map(({ keyId, publicPem }) => [keyId, createPublicKey(publicPem)]));
  const signed = (anchor: Anchor): boolean => {
    const key = keys.get(anchor.keyId);
    return (
      key !== undefined && verify(null, anchorDigest(anchor), key, Buffer.from(anchor.signature, 'base64'))
    );
  };
  const newest = [join(dir, anchorFolder), ...folders]
    .flatMap((folder) => readAnchors(anchorFile(folder, ledger.stationId)).findLast(signed) ?? [])
    .filter((anchor) => anchor.stationId === ledger.stationId && !isGivenUp(ledger, anchor))
    .toSorted((a, b) => b.seq - a.seq);
  for (const anchor of newest) {
    const trouble = against(ledger, anchor);
    if (trouble) return trouble;
  }
  return null;
}

function readAnchors(path: string): Anchor[] {
  try {
    return anchorsIn(path);
  } catch {
    // A place that cannot be read now is told of when the next anchor is written there.
    return [];
  }
}

function isGivenUp(ledger: StationLedger, anchor: Anchor): boolean {
  const restore = ledger.newestOf('ledger.restore')?.entry;
  return restore !== undefined && anchor.seq >= restore.seq && anchor.at <= restore.at;
}

function against(ledger: StationLedger, anchor: Anchor): LedgerTrouble | null {
  const head = ledger.head();
  if (anchor.seq === 0) return null;
  if (anchor.seq > head.seq)
    return {
      kind: 'older-file',
      words: `records.db is older than its anchors: the ledger ended at entry ${anchor.seq} (${new Date(anchor.at).toISOString()}) and now ends at ${head.seq}. Records, settings and the plant can be read and not changed; recording goes on.`,
      advice,
      anchor,
    };
  const [at] = ledger.from(anchor.seq, 1);
  if (at?.entry.seq === anchor.seq && at.hash === anchor.hash) return null;
  return {
    kind: 'rewritten',
    words: `Entry ${anchor.seq} of the ledger is not the one that was anchored at ${new Date(anchor.at).toISOString()}. Records, settings and the plant can be read and not changed; recording goes on.`,
    advice,
    anchor,
  };
}
