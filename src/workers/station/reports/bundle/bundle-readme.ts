import type { CheckedSignature } from '../../../../shared/model/signature';
import type { BatchFacts } from '../../../../shared/report/batch-facts';

/** What is in a bundle and how it is checked, for somebody who has never seen the program. */
export function bundleReadme(
  { batch, madeAt, keys, head, software }: BatchFacts,
  signatures: readonly CheckedSignature[],
): string {
  const [first] = signatures;
  const id = first?.signature.id ?? 'SIGNATURE';
  const keyId = first?.signature.keyId ?? keys.at(-1)?.keyId ?? 'KEY';
  return `Batch ${batch.name} (${batch.id}), version ${batch.version}${batch.simulated ? ' - SIMULATED, not a real batch' : ''}
Exported ${new Date(madeAt).toISOString()} by ${software}
Ledger at that moment: ${head.seq} entries, head ${head.hash}

WHAT IS HERE
batch-record.pdf     the batch record to read
record.json          everything in one file (UTF-8, canonical JSON, RFC 8785)
records.csv          every version of every record, a row each
signatures.csv       signatures, a row each
audit-trail.csv      the audit trail of the batch, a row each: sort and filter it
signatures.json      signatures with exactly what was signed
ledger.jsonl         the entries of the ledger about this batch, one a line, with hash and signature
chain.csv            hash and signature of every entry of the ledger around them, up to its head
anchors.json         signed heads of the ledger
keys/                public keys of the station (Ed25519, SPKI PEM)
signed/              per signature the bytes that were signed (.bin) and the signature (.sig)
manifest.json        SHA-256 of every file, signed in manifest-signature.json
verify.mjs           a short script that checks all of this; read it first

HOW TO CHECK IT
1. With Node.js 18 or newer, in this folder:
     node verify.mjs
2. With openssl 3 alone, one signature at a time:
     openssl pkeyutl -verify -pubin -inkey keys/${keyId}.pem -rawin -in signed/${id}.bin -sigfile signed/${id}.sig
   It prints "Signature Verified Successfully". Then hold what was signed against signed/${id}.bin: it names the
   record, its version, the SHA-256 of its content, the meaning, the person and the time.
3. Compare the public key with one you got from the station on another way (its Audit screen prints it). A bundle
   alone proves that its parts belong together and were sealed with these keys, not whose keys they are.

HOW IT IS MADE
A signature is Ed25519 over the canonical JSON of everything it says. contentHash is the SHA-256 of the canonical JSON
of the content. An entry of the ledger is hashed with the hash of the entry before, and the 32 bytes of its hash are
signed. The entries after the newest anchor that was written outside of the station are the ones that could be removed
without a trace; the head above and the PDF say how far the ledger went when this was made.
`;
}
