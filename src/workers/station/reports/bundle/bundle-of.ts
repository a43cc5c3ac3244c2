import { createHash } from 'node:crypto';
import verifyScript from '../../../../../resources/bundle/verify.mjs?raw';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import type { Anchor, Json } from '../../../../shared/model/ledger-entry';
import type { Review } from '../../../../shared/model/records/review';
import type { ReportDocument } from '../../../../shared/model/report-document';
import type { CheckedSignature, SignedSubject } from '../../../../shared/model/signature';
import type { BatchFacts } from '../../../../shared/report/batch-facts';
import { recordsCsv, signaturesCsv, trailCsv } from './bundle-tables';
import { bundleReadme } from './bundle-readme';
import { zip, type ZipFile } from './zip';

/** An entry of the ledger as a link of the chain. */
export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
}

export interface BundleParts {
  readonly facts: BatchFacts;
  readonly review: Review;
  readonly document: ReportDocument;
  readonly pdf: Uint8Array;
  readonly anchors: readonly Anchor[];
  /** Every link from before the first entry of the batch to the head. */
  readonly chain: readonly ChainLink[];
  /** What a signature was put under, as its room still knows it; null where it does not. */
  readonly contentOf: (subject: SignedSubject) => Json | null;
  readonly sign: (bytes: Uint8Array) => { readonly keyId: string; readonly value: string };
}

/** Everything about a batch in one zip that can be opened, read and checked without us. */
export function bundleOf(parts: BundleParts): Uint8Array {
  const { facts, pdf, sign } = parts;
  const signatures = signaturesOf(facts);
  const files: ZipFile[] = [
    text('README.txt', bundleReadme(facts, signatures)),
    { path: 'batch-record.pdf', bytes: pdf },
    text('record.json', canonicalJson(recordJson(parts))),
    text(
      'signatures.json',
      canonicalJson(signatures.map((one) => ({ ...one, content: parts.contentOf(one.signature.subject) }))),
    ),
    text('records.csv', recordsCsv(facts)),
    text('signatures.csv', signaturesCsv(signatures)),
    text('audit-trail.csv', trailCsv(facts)),
    text('ledger.jsonl', facts.ledger.map((sealed) => `${canonicalJson(sealed)}\n`).join('')),
    text('chain.csv', chainCsv(parts.chain)),
    text('anchors.json', canonicalJson(parts.anchors)),
    text('verify.mjs', verifyScript),
    ...facts.keys.map(({ keyId, publicPem }) => text(`keys/${keyId}.pem`, publicPem)),
    ...signatures.flatMap(signedBytes),
  ];
  const manifest = text('manifest.json', canonicalJson(manifestOf(facts, files)));
  const seal = text(
    'manifest-signature.json',
    canonicalJson({ ...sign(manifest.bytes), over: 'manifest.json' }),
  );
  return zip([...files, manifest, seal], facts.madeAt);
}

/** All signatures of the batch, its records and its deviations. */
export function signaturesOf({ signatures, records, deviations }: BatchFacts): CheckedSignature[] {
  return [
    ...signatures,
    ...records.flatMap((one) => one.signatures),
    ...deviations.flatMap((one) => one.signatures),
  ];
}

function recordJson({ facts, review, document }: BundleParts) {
  const { batch, recipe, moves, records, deviations, gates, proposals, phases, dispositions, head, madeAt } =
    facts;
  return {
    format: 'bioprocess-twin-batch',
    v: 1,
    madeAt: new Date(madeAt).toISOString(),
    software: facts.software,
    station: facts.stationId,
    simulated: batch.simulated,
    batch,
    unit: facts.unitName,
    recipe,
    moves,
    phases,
    gates,
    proposals,
    records: records.flatMap((one) => one.versions),
    deviations: deviations.map(({ signatures: _signatures, ...one }) => one),
    review,
    dispositions,
    ledgerHead: head,
    document,
    counts: document.counts,
  };
}

/** The bytes that were signed and the signature as openssl wants them. */
function signedBytes({ signature: { value, ...said } }: CheckedSignature): ZipFile[] {
  return [
    text(`signed/${said.id}.bin`, canonicalJson(said)),
    { path: `signed/${said.id}.sig`, bytes: Buffer.from(value, 'base64') },
  ];
}

function chainCsv(chain: readonly ChainLink[]): string {
  const rows = chain.map(({ seq, hash, keyId, signature }) => `${seq},${hash},${keyId},${signature}\n`);
  return `seq,hash,key,signature\n${rows.join('')}`;
}

function manifestOf({ batch, madeAt }: BatchFacts, files: readonly ZipFile[]) {
  return {
    format: 'bioprocess-twin-batch-bundle',
    v: 1,
    batch: batch.id,
    version: batch.version,
    madeAt: new Date(madeAt).toISOString(),
    files: files.map(({ path, bytes }) => ({
      path,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}

function text(path: string, words: string): ZipFile {
  return { path, bytes: Buffer.from(words, 'utf8') };
}
