// Checks a batch bundle without the program that made it: node verify.mjs [FOLDER]. Needs Node 18 or newer, nothing else.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? import.meta.dirname ?? '.';
const bytes = (name) => readFileSync(join(folder, name));
const json = (name) => JSON.parse(bytes(name).toString('utf8'));
const sha256 = (data) => createHash('sha256').update(data).digest();
const problems = [];
const problem = (words) => problems.push(words);

// JSON as RFC 8785 writes it: keys sorted, no white space.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

// 1. Public keys; a key is known by the start of the hash of itself, and must be one you trust.
const keys = new Map();
for (const name of readdirSync(join(folder, 'keys')))
  keys.set(name.replace('.pem', ''), createPublicKey(bytes(join('keys', name))));
function isSigned(keyId, data, signature) {
  const key = keys.get(keyId);
  return key !== undefined && verify(null, data, key, Buffer.from(signature, 'base64'));
}

// 2. Every file is in the manifest and is what it was; the manifest is signed.
const manifest = json('manifest.json');
const seal = json('manifest-signature.json');
if (!isSigned(seal.keyId, bytes('manifest.json'), seal.value))
  problem('manifest.json: its signature does not hold');
for (const { path, sha256: expected } of manifest.files)
  if (sha256(bytes(path)).toString('hex') !== expected) problem(`${path}: changed since it was exported`);

// 3. Signatures: over all they say, and the content is what was signed.
const signatures = json('signatures.json');
for (const { signature, content, state } of signatures) {
  const { value, ...said } = signature;
  const name = `signature ${signature.id} (${signature.words}, ${signature.name})`;
  if (!isSigned(signature.keyId, Buffer.from(canonical(said)), value)) problem(`${name}: does not hold`);
  if (content === null) problem(`${name}: what was signed is missing`);
  else if (sha256(canonical(content)).toString('hex') !== signature.subject.contentHash)
    problem(`${name}: ${signature.subject.type} ${signature.subject.id} is not what was signed`);
  if (state === 'broken') problem(`${name}: the station already called it broken`);
}

// 4. Ledger: each entry of the batch fits its hash and its signature, and its place in the chain.
const lines = (name) => bytes(name).toString('utf8').split('\n').filter(Boolean);
const chain = new Map(
  lines('chain.csv')
    .slice(1)
    .map((line) => line.split(','))
    .map((row) => [Number(row[0]), row]),
);
let before;
for (const [seq, row] of chain) {
  if (before !== undefined && seq !== before + 1)
    problem(`chain: entries ${before + 1} to ${seq - 1} are missing`);
  if (!isSigned(row[2], Buffer.from(row[1], 'hex'), row[3]))
    problem(`chain: entry ${seq} is not signed by the station`);
  before = seq;
}
const entries = lines('ledger.jsonl').map((line) => JSON.parse(line));
for (const { entry, hash, signature, keyId } of entries) {
  const digest = sha256(canonical(entry));
  if (digest.toString('hex') !== hash) problem(`ledger: entry ${entry.seq} was altered`);
  if (!isSigned(keyId, digest, signature)) problem(`ledger: entry ${entry.seq} is not signed by the station`);
  if (chain.get(entry.seq)?.[1] !== hash) problem(`ledger: entry ${entry.seq} is not the one in the chain`);
  const previous = chain.get(entry.seq - 1);
  if (previous && previous[1] !== entry.previous)
    problem(`ledger: entry ${entry.seq} does not follow the one before`);
}

// 5. Anchors: signed heads; the chain must hold the same hash at that place.
for (const { signature, ...anchor } of json('anchors.json')) {
  if (!isSigned(anchor.keyId, sha256(canonical(anchor)), signature))
    problem(`anchor ${anchor.seq}: does not hold`);
  const row = chain.get(anchor.seq);
  if (row && row[1] !== anchor.hash) problem(`anchor ${anchor.seq}: the ledger has another entry there`);
}

// 6. The same counts everywhere.
const record = json('record.json');
const rows = (name) => lines(name).length - 1;
const same = (what, a, b) => a === b || problem(`${what}: ${a} in one file, ${b} in another`);
same('signatures', signatures.length, record.counts.signatures);
same('signatures', rows('signatures.csv'), record.counts.signatures);
same('ledger entries', entries.length, record.counts.ledgerEntries);
same('ledger entries', rows('audit-trail.csv'), record.counts.ledgerEntries);
same('record versions', record.records.length, record.counts.recordVersions);
same('record versions', rows('records.csv'), record.counts.recordVersions);

for (const words of problems) process.stdout.write(`PROBLEM  ${words}\n`);
const checked = `${manifest.files.length} files, ${signatures.length} signatures, ${entries.length} ledger entries`;
const verdict = problems.length === 0 ? `OK: ${checked} hold.` : `${problems.length} problems in ${checked}.`;
process.stdout.write(`${verdict}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
