// The manifest of a backup, for bt-verify.mjs. Node's own modules, nothing of the application.
import { createHash, verify } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** RFC 8785, as bt-verify.mjs has it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value).toSorted().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`; // prettier-ignore
  return JSON.stringify(value);
}
const signed = (key, bytes, signature) =>
  typeof signature === 'string' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
const hasTable = (db, name) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined; // prettier-ignore

function tryJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A backup against its manifest: signature, files, head of the ledger, rows of each table. */
export function verifyBackup({ open, dir, chain, verdict }) {
  const path = join(dir, 'backup.json');
  const tell = (words, field) => verdict.tell('backup-differs', words, { table: 'backup.json', field });
  const { signature, ...said } = tryJson(readFileSync(path, 'utf8')) ?? {};
  if (said.format !== 'bioprocess-twin-backup') {
    tell('backup.json is no manifest of a backup');
    return;
  }
  const key = chain.keys.get(signature?.keyId);
  if (!signature) verdict.notes.push('The manifest of this backup is not signed: damage shows, but not whether somebody wrote it anew'); // prettier-ignore
  else if (!key || !signed(key, Buffer.from(canonical({ ...said, signature: null })), signature.value)) tell('backup.json is not signed by a key of this ledger, or was altered after the backup', 'signature'); // prettier-ignore
  for (const { path: name, bytes, sha256: hash } of said.files) {
    const file = join(dir, name);
    if (!existsSync(file)) tell(`${name} is in the manifest and not in the backup`, name);
    else if (statSync(file).size !== bytes || hashOfFile(file) !== hash) tell(`${name} is not what was backed up: its SHA-256 differs`, name); // prettier-ignore
  }
  if (said.version > 1 && (said.ledger?.seq !== chain.seq || said.ledger?.hash !== chain.hash)) tell(`The ledger ends at entry ${chain.seq}, by the manifest at ${said.ledger?.seq}`, 'ledger'); // prettier-ignore
  for (const [file, tables] of Object.entries(said.rows ?? {})) {
    if (!existsSync(join(dir, file))) continue;
    const db = open(join(dir, file));
    for (const [table, rows] of Object.entries(tables)) {
      const there = hasTable(db, table) ? db.prepare(`SELECT count(*) AS n FROM "${table}"`).get().n : 0;
      if (there !== rows)
        tell(`${file}: the table ${table} has ${there} rows, by the manifest ${rows}`, table);
    }
    db.close();
  }
  verdict.notes.push(`The backup of ${new Date(said.createdAt).toISOString()} was held against its manifest`);
}

function hashOfFile(path) {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const block = Buffer.alloc(4_000_000);
  for (let read = readSync(file, block); read > 0; read = readSync(file, block)) hash.update(block.subarray(0, read)); // prettier-ignore
  closeSync(file);
  return hash.digest('hex');
}
