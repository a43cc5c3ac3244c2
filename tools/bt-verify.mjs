#!/usr/bin/env node
// Verifies the audit ledger of a station. One plain script: Node's own modules, nothing of the application.
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const help = `Verifies a station's audit ledger against its tables, its anchors and its history. Reads alone.
  npx bt-verify PATH [--anchors FILE]... [--public-key FILE]... [--json]
  PATH         a data folder, a backup (its signed manifest as well), a records.db, or an exported ledger (JSON lines)
  --anchors    a file or folder with anchors kept elsewhere; those in the data folder are used by themselves
  --public-key the station's public key as it was handed over (SPKI PEM): the ledger must begin with it
  --json       the verdict as JSON
Exit code: 0 all is as it was written, 1 something is not, 2 it could not be verified.
`;
const zeros = '0'.repeat(64);
const mostFindings = 1000;

/** RFC 8785. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value).toSorted().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`; // prettier-ignore
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('No JSON number');
  return JSON.stringify(value);
}
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const iso = (at) => new Date(at).toISOString();
const keyIdOf = (key) => sha256(key.export({ type: 'spki', format: 'der' })).slice(0, 32);

function tryJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is found, told once it is all known. */
class Verdict {
  findings = [];
  entries = 0;
  rows = 0;
  anchors = 0;
  signatures = 0;
  chunks = 0;
  notes = [];
  tell(kind, words, more = {}) {
    if (this.findings.length < mostFindings) this.findings.push({ kind, words, ...more });
  }
}

/** Entries in order: gap, text, hash, link, signature, and the rows they tell of. */
class Chain {
  keys = new Map();
  images = new Map();
  hashes = new Map();
  restores = [];
  sealed = [];
  uncovered = undefined;
  seq = 0;
  hash = zeros;

  constructor(verdict, pinned) {
    this.verdict = verdict;
    this.pinned = pinned;
  }

  add({ seq, body, hash, signature, keyId }) {
    const tell = (kind, words, more) => this.verdict.tell(kind, words, { table: 'ledger', key: String(seq), seq, ...more }); // prettier-ignore
    this.verdict.entries += 1;
    if (seq !== this.seq + 1)
      tell('entry-missing', `Entries ${this.seq + 1} to ${seq - 1} are missing from the ledger`);
    const computed = sha256(body);
    if (computed !== hash)
      tell('entry-altered', `Entry ${seq} was altered: stored hash ${hash}, computed ${computed}`, { field: 'body', stored: hash, computed }); // prettier-ignore
    const before = this.hash;
    this.seq = seq;
    this.hash = hash;
    this.hashes.set(seq, hash);
    const entry = tryJson(body);
    if (Array.isArray(entry?.rows)) this.#look(entry, before, { seq, hash, signature, keyId }, tell);
    else tell('entry-unreadable', `Entry ${seq} is no entry of a ledger`);
  }

  #look(entry, before, { seq, hash, signature, keyId }, tell) {
    this.stationId ??= entry.stationId;
    if (entry.previous !== before)
      tell('chain-broken', `Entry ${seq} does not follow entry ${seq - 1}: it names ${entry.previous}, that one is ${before}`, { field: 'previous', stored: entry.previous, computed: before }); // prettier-ignore
    if (entry.seq !== seq)
      tell('entry-altered', `Entry ${seq} says that it is entry ${entry.seq}`, { field: 'seq' });
    if (entry.stationId !== this.stationId) tell('entry-foreign', `Entry ${seq} belongs to another station`, { field: 'stationId' }); // prettier-ignore
    // Only the first key, and one that is declared in the place of a lost one, sign their own entry.
    if (entry.what === 'ledger.begin' || entry.what === 'key.replaced') this.#introduce(entry, tell);
    const key = this.keys.get(keyId);
    if (!key)
      tell('key-unknown', `Entry ${seq} is unsigned, or signed by an unknown key (${keyId})`, { field: 'key_id' }); // prettier-ignore
    else if (!signed(key, Buffer.from(hash, 'hex'), signature))
      tell('signature-broken', `Entry ${seq} is not signed by the station: the signature does not fit its hash`, { field: 'signature' }); // prettier-ignore
    else if (entry.what === 'key.changed') this.#introduce(entry, tell);
    this.#take(entry);
    this.#replay(entry);
  }

  /** A key counts once an entry brings it: the first of all, or one that an earlier key signs. */
  #introduce(entry, tell) {
    try {
      const key = createPublicKey(entry.facts.publicPem);
      const keyId = keyIdOf(key);
      const pinned = this.pinned.has(keyId);
      if (entry.what === 'ledger.begin' && entry.seq !== 1) throw new Error('Not the first entry');
      if (entry.what === 'key.replaced' && !pinned)
        tell('key-replaced', `From entry ${entry.seq} on a key signs that the one before did not introduce ("${entry.reason}"). Name it with --public-key if it is known to be the station's`); // prettier-ignore
      if (entry.seq === 1 && this.pinned.size > 0 && !pinned)
        tell('key-foreign', `The ledger begins with key ${keyId}, which is not the public key that was given`); // prettier-ignore
      this.keys.set(keyId, key);
    } catch {
      tell('key-unknown', `Entry ${entry.seq} introduces a key that cannot be read or has no place there`);
    }
  }

  #take({ what, seq, at, facts }) {
    if (what === 'ledger.restore') this.restores.push({ seq, at });
    if (what === 'history.sealed') this.sealed.push({ seq, ...facts });
    if (what === 'ledger.layout' && facts.uncovered) this.uncovered = new Set(facts.uncovered);
  }

  #replay({ seq, rows }) {
    for (const { table, key, before, after } of rows) {
      const images = this.images.get(table) ?? new Map();
      this.images.set(table, images);
      const was = images.get(key) ?? null;
      if (canonical(was) !== canonical(before))
        this.verdict.tell('row-altered-between', `Entry ${seq} found ${table} ${key} other than the entries before it left it`, { table, key, seq }); // prettier-ignore
      if (after) images.set(key, after);
      else images.delete(key);
    }
  }
}

function signed(key, bytes, signature) {
  return typeof signature === 'string' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
}

/** A stored value in the form that entries have it; a secret stands there as its hash. */
function imageOf(value, expected) {
  if (value === null || value === undefined) return null;
  const hashed = expected !== null && typeof expected === 'object' && typeof expected.sha256 === 'string';
  if (value instanceof Uint8Array || (hashed && typeof value === 'string')) return { sha256: sha256(value) };
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return { text: String(value) };
  return value;
}

function checkTables(db, chain, verdict) {
  if (!chain.uncovered)
    verdict.tell('layout-missing', 'No entry says which tables are covered', { table: 'ledger' });
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all().map(({ name }) => name); // prettier-ignore
  const covered = names.filter((name) => !name.startsWith('sqlite_') && !chain.uncovered?.has(name));
  for (const table of covered) checkTable(db, table, new Map(chain.images.get(table)), verdict);
  for (const [table, rows] of chain.images)
    if (!names.includes(table) && rows.size > 0) verdict.tell('table-missing', `The table ${table} is gone, with ${rows.size} rows`, { table }); // prettier-ignore
}

function checkTable(db, table, expected, verdict) {
  const columns = db.prepare('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid').all(table);
  const keys = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk).map(({ name }) => name); // prettier-ignore
  if (keys.length === 0) keys.push('rowid');
  const rowid = keys[0] === 'rowid' ? 'rowid, ' : '';
  for (const row of db.prepare(`SELECT ${rowid}* FROM "${table}"`).iterate()) {
    verdict.rows += 1;
    const key = JSON.stringify(keys.map((name) => (row[name] instanceof Uint8Array ? Buffer.from(row[name]).toString('hex') : row[name]))); // prettier-ignore
    const image = expected.get(key);
    expected.delete(key);
    if (!image)
      verdict.tell('row-added', `${table} ${key} was added without an entry in the ledger`, { table, key });
    for (const field of image ? new Set([...columns.map(({ name }) => name), ...Object.keys(image)]) : []) {
      const computed = canonical(image[field] ?? null);
      const stored = canonical(imageOf(row[field], image[field] ?? null));
      if (stored !== computed)
        verdict.tell('row-altered', `${table} ${key}, ${field}: stored ${stored}, by the ledger ${computed}`, { table, key, field, stored, computed }); // prettier-ignore
    }
  }
  for (const key of expected.keys())
    verdict.tell('row-removed', `${table} ${key} was removed without an entry in the ledger`, { table, key });
}

/** Record signatures: each holds its record, version, content hash, meaning, signer and time. */
function checkSignatures(db, chain, verdict) {
  if (!hasTable(db, 'signature')) return;
  for (const row of db.prepare('SELECT * FROM signature').iterate()) {
    verdict.signatures += 1;
    const at = { table: 'signature', key: row.id };
    const body = tryJson(row.body) ?? {};
    const { value, ...said } = body;
    const key = chain.keys.get(body.keyId);
    if (!key || !signed(key, Buffer.from(canonical(said)), value))
      verdict.tell('signature-broken', `Signature ${row.id} ("${body.words}" by ${body.name}) does not fit what it says of record, meaning, signer or time`, { ...at, field: 'body' }); // prettier-ignore
    const columns = { id: body.id, subject_type: body.subject?.type, subject_id: body.subject?.id, subject_version: body.subject?.version, meaning: body.meaning, person_id: body.personId, at: body.at }; // prettier-ignore
    for (const [field, computed] of Object.entries(columns))
      if (row[field] !== computed) verdict.tell('signature-moved', `Signature ${row.id} lies under ${field} ${row[field]} and was given for ${computed}`, { ...at, field, stored: String(row[field]), computed: String(computed) }); // prettier-ignore
  }
}

function checkAnchors(files, chain, verdict) {
  let newest;
  for (const file of files)
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const anchor = tryJson(line);
      if (!anchor || anchor.stationId !== chain.stationId) continue;
      verdict.anchors += 1;
      const { signature, ...said } = anchor;
      const key = chain.keys.get(anchor.keyId);
      const more = { seq: anchor.seq, stored: anchor.hash };
      if (!key || !signed(key, createHash('sha256').update(canonical(said)).digest(), signature)) verdict.tell('anchor-broken', `An anchor of entry ${anchor.seq} in ${file} is not signed by a key of this ledger`, more); // prettier-ignore
      else if (anchor.seq === 0) continue;
      else if (chain.restores.some(({ seq, at }) => anchor.seq >= seq && anchor.at <= at)) continue;
      else if (anchor.seq > chain.seq) newest = !newest || anchor.seq > newest.seq ? { ...anchor, file } : newest;
      else if (chain.hashes.get(anchor.seq) !== anchor.hash)
        verdict.tell('anchor-differs', `Entry ${anchor.seq} is not the one that was anchored at ${iso(anchor.at)} in ${file}`, { ...more, computed: chain.hashes.get(anchor.seq) }); // prettier-ignore
    }
  if (newest)
    verdict.tell('ledger-cut', `The ledger ended at ${newest.seq}, now ${chain.seq}: so says the anchor of ${iso(newest.at)} in ${newest.file}`, { seq: newest.seq, stored: String(chain.seq), computed: String(newest.seq) }); // prettier-ignore
  for (const { seq, at } of chain.restores)
    verdict.notes.push(`Entry ${seq} declares a restore at ${iso(at)}: entries that were anchored before and came after are lost`); // prettier-ignore
  if (files.length === 0)
    verdict.notes.push('No anchors were given: entries cut off at the end would not be noticed');
}

/** Chunks of history against their hashes, passes of sealing against their digests, those against the ledger. */
function checkHistory(open, dir, chain, verdict) {
  const path = join(dir, 'historian.db');
  if (chain.sealed.length === 0 || !existsSync(path)) {
    verdict.notes.push('No history that the ledger tells of lies beside records.db: none was compared');
    return;
  }
  const archives = join(dir, 'archive');
  const files = [path, ...(existsSync(archives) ? readdirSync(archives).filter((name) => /^historian-.*\.db$/.test(name)).map((name) => join(archives, name)) : [])]; // prettier-ignore
  const passes = new Map();
  const seen = new Set();
  for (const file of files) {
    const db = open(file);
    const parts = db.prepare('SELECT series, start, part, pass, sha256, body FROM chunk WHERE level = 0');
    for (const { series, start, part, pass, sha256: hash, body } of parts.iterate()) {
      const place = `${series} ${start} ${part}`;
      if (seen.has(place)) continue;
      seen.add(place);
      verdict.chunks += 1;
      const stored = Buffer.from(hash ?? []).toString('hex');
      const computed = createHash('sha256').update(`${place}\n`).update(body).digest('hex');
      if (stored !== computed) verdict.tell('chunk-altered', `Chunk of series ${series} at ${iso(start)}, part ${part}: stored ${stored}, computed ${computed}`, { table: 'chunk', key: place, field: 'body', stored, computed }); // prettier-ignore
      put(passes, pass, { series, start, part, hash: computed });
    }
    if (hasTable(db, 'removed'))
      for (const { series, start, part, pass, sha256: hash } of db.prepare('SELECT * FROM removed').iterate())
        put(passes, pass, { series, start, part, hash: Buffer.from(hash ?? []).toString('hex') });
    db.close();
  }
  checkPasses(passes, chain, verdict);
}

function checkPasses(passes, chain, verdict) {
  const byPass = new Map(chain.sealed.map((sealed) => [sealed.toPass, sealed]));
  let digest = Buffer.alloc(0);
  for (let pass = 1; pass <= Math.max(...byPass.keys()); pass += 1) {
    const parts = (passes.get(pass) ?? []).toSorted((a, b) => a.series - b.series || a.start - b.start || a.part - b.part); // prettier-ignore
    const hash = createHash('sha256').update(digest);
    for (const part of parts) hash.update(Buffer.from(part.hash, 'hex'));
    digest = hash.digest();
    const told = byPass.get(pass);
    const computed = digest.toString('hex');
    if (told && told.digest !== computed) {
      verdict.tell('history-altered', `History up to pass ${pass} of sealing is not what entry ${told.seq} says: chunks were altered, added or removed`, { table: 'chunk', seq: told.seq, field: 'digest', stored: computed, computed: told.digest }); // prettier-ignore
      digest = Buffer.from(told.digest, 'hex');
    }
  }
}

const put = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
const hasTable = (db, name) => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined; // prettier-ignore

function checkFolder(DatabaseSync, path, given, chain, verdict) {
  // A copy on a disk that cannot be written to is opened as it lies.
  const open = (file) => {
    try {
      const db = new DatabaseSync(file, { readOnly: true });
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      return db;
    } catch (error) {
      if (existsSync(`${file}-wal`)) throw error;
      return new DatabaseSync(new URL(`file://${file}?immutable=1`), { readOnly: true });
    }
  };
  const file = statSync(path).isDirectory() ? join(path, 'records.db') : path;
  const db = open(file);
  db.exec('BEGIN');
  if (!hasTable(db, 'ledger')) throw new Error('There is no ledger in this file');
  chain.stationId = db.prepare("SELECT value FROM meta WHERE key = 'station_id'").get()?.value;
  for (const row of db.prepare('SELECT seq, body, hash, signature, key_id AS keyId FROM ledger ORDER BY seq').iterate()) chain.add(row); // prettier-ignore
  if (chain.seq === 0) verdict.tell('ledger-empty', 'The ledger has no entry', { table: 'ledger' });
  for (const { id } of db.prepare('SELECT id FROM ledger_key').all())
    if (!chain.keys.has(id)) verdict.tell('key-unknown', `Key ${id} was not introduced by any entry`, { table: 'ledger_key', key: id }); // prettier-ignore
  for (const name of ['ledger_never_changes', 'ledger_never_goes'])
    if (!hasTable(db, name))
      verdict.tell('guard-missing', `The trigger ${name} is gone`, { table: 'ledger' });
  checkTables(db, chain, verdict);
  checkSignatures(db, chain, verdict);
  const own = join(dirname(file), 'anchors', `anchors-${chain.stationId}.jsonl`);
  checkAnchors([...given, ...(existsSync(own) ? [own] : [])], chain, verdict);
  checkHistory(open, dirname(file), chain, verdict);
  db.close();
  return { open, dir: dirname(file), chain, verdict };
}

function checkExport(path, given, chain, verdict) {
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { entry, hash, signature, keyId } = tryJson(line) ?? {};
    if (!entry) verdict.tell('entry-unreadable', 'A line is no entry of a ledger');
    else chain.add({ seq: entry.seq, body: canonical(entry), hash, signature, keyId });
  }
  checkAnchors(given, chain, verdict);
  verdict.notes.push('An exported ledger was read: there are no tables to compare with');
}

/** Files with anchors that an option names. */
function anchorFiles(paths) {
  return paths.flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.jsonl')).map((name) => join(path, name)) : [path])); // prettier-ignore
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      anchors: { type: 'string', multiple: true, default: [] },
      'public-key': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [path] = positionals;
  if (values.help || path === undefined) {
    process[values.help ? 'stdout' : 'stderr'].write(help);
    return values.help ? 0 : 2;
  }
  const verdict = new Verdict();
  const pinned = new Set(values['public-key'].map((file) => keyIdOf(createPublicKey(readFileSync(file)))));
  const chain = new Chain(verdict, pinned);
  const given = anchorFiles(values.anchors);
  if (/\.(jsonl|ndjson|json)$/.test(path)) checkExport(path, given, chain, verdict);
  else {
    const sqlite = await import('node:sqlite').catch(() => undefined);
    if (!sqlite) return again();
    const place = checkFolder(sqlite.DatabaseSync, path, given, chain, verdict);
    // The manifest of a backup has a script of its own, beside this one.
    if (existsSync(join(place.dir, 'backup.json'))) (await import('./verify-backup.mjs')).verifyBackup(place);
  }
  print(verdict, chain, values.json);
  return verdict.findings.length > 0 ? 1 : 0;
}

function print(verdict, chain, asJson) {
  const { findings, notes, ...counts } = verdict;
  const head = { seq: chain.seq, hash: chain.hash };
  const facts = { sound: findings.length === 0, stationId: chain.stationId, head, keys: [...chain.keys.keys()], ...counts }; // prettier-ignore
  if (asJson) return console.log(JSON.stringify({ ...facts, findings, notes }, null, 2));
  for (const line of [...findings.map(({ kind, words }) => `${kind}: ${words}`), ...notes.map((note) => `note: ${note}`)]) console.log(line); // prettier-ignore
  console.log(`Ledger of station ${chain.stationId}: ends at entry ${head.seq}, ${head.hash}`);
  console.log(`Looked at ${counts.entries} entries, ${counts.rows} rows, ${counts.signatures} signatures, ${counts.anchors} anchors, ${counts.chunks} chunks of history`); // prettier-ignore
  console.log(findings.length === 0 ? 'All is as it was written.' : `${findings.length} not as written.`);
}

/** This Node has no SQLite of its own: the one that came with the packages has. */
async function again() {
  const { findNode24 } = await import('./node-24.mjs').catch(() => ({ findNode24: () => undefined }));
  const node = findNode24();
  if (!node || node === process.execPath) {
    console.error('Node 22.14 or newer is needed to read a database (https://nodejs.org).');
    return 2;
  }
  return spawnSync(node, process.argv.slice(1), { stdio: 'inherit' }).status ?? 2;
}

// Of older versions of Node the database module says that it is new.
process.removeAllListeners('warning');
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`It could not be verified: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
