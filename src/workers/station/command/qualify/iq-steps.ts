import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import type { Json } from '../../../../shared/model/ledger-entry';
import { userVersion } from '../../record/file/migrate';
import { openForReading, requireSqlite, type FileKind } from '../../record/file/open-database';
import { historianFile } from '../../record/historian/historian-file';
import type { FoundKey } from '../../record/ledger/station-key';
import { recordsFile } from '../../record/plant/records-file';
import { demand, runStep, type Step } from './evidence';

export interface IqPlace {
  readonly dataDir: string;
  /** Folder with the built program. */
  readonly programDir: string;
  /** Hashes of the program's files as they were released, by path; null where none were shipped. */
  readonly released: Readonly<Record<string, string>> | null;
  readonly found: FoundKey;
  readonly keyWords: string;
  /** Of the station's web side. */
  readonly port: number;
  /** Difference between this clock and a time server's, ms; null where none was asked. */
  readonly clockOffsetMs: number | null;
}

type Look = Parameters<typeof runStep>[1];

/** What is installed here, and in which state. Changes nothing. */
export async function iqSteps(place: IqPlace): Promise<Step[]> {
  const looks: [id: string, words: string, expected: string, look: Look][] = [
    ['IQ-01', 'Runtime', 'Node 20.18 to 24', async () => runtime()],
    ['IQ-02', "Program's files", 'Every file is as it was released', async () => programFiles(place)],
    ['IQ-03', 'SQLite', 'A version the store accepts', async () => sqlite()],
    ['IQ-04', 'Data folder', 'There, and can be written by this user', async () => folder(place.dataDir)],
    [
      'IQ-05',
      'Permissions',
      'Private files are readable by their owner alone',
      async () => permissions(place.dataDir),
    ],
    [
      'IQ-06',
      'records.db',
      `Layout ${recordsFile.newestVersion}`,
      async () => database(place.dataDir, recordsFile),
    ],
    [
      'IQ-07',
      'historian.db',
      `Layout ${historianFile.newestVersion}`,
      async () => database(place.dataDir, historianFile),
    ],
    ['IQ-08', 'Signing key', 'There, outside the database, and opens', async () => stationKey(place)],
    ['IQ-09', 'Port', 'Free, or held by the station of this folder', () => port(place)],
    ['IQ-10', 'Clock', 'Moves forward; within 2 s of a time server where one was asked', () => clock(place)],
    ['IQ-11', 'Disk', 'At least 1 GB free', async () => disk(place.dataDir)],
  ];
  const steps: Step[] = [];
  for (const [id, words, expected, look] of looks) steps.push(await runStep({ id, words, expected }, look));
  return steps;
}

function runtime() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  demand((major === 20 && minor >= 18) || (major > 20 && major <= 24), `Node ${process.versions.node}`);
  return {
    actual: `Node ${process.versions.node}`,
    evidence: { versions: { ...process.versions } as Record<string, string> },
  };
}

function programFiles({ programDir, released }: IqPlace) {
  const hashes = hashesOf(programDir);
  const count = Object.keys(hashes).length;
  const all = createHash('sha256').update(JSON.stringify(hashes)).digest('hex');
  if (!released)
    return {
      actual: `${count} files; together ${all}. No list of released hashes came with the program: compare with the one of your release`,
      outcome: 'not-applicable' as const,
      evidence: { files: hashes, together: all },
    };
  const wrong = [...new Set([...Object.keys(hashes), ...Object.keys(released)])].filter(
    (path) => hashes[path] !== released[path],
  );
  demand(wrong.length === 0, `Not as released: ${wrong.slice(0, 10).join(', ')}`);
  return {
    actual: `${count} files as released; together ${all}`,
    evidence: { files: hashes, together: all },
  };
}

/** SHA-256 of every file of a folder by its path, in order; maps for debugging are not released. */
export function hashesOf(dir: string): Record<string, string> {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => !path.endsWith('.map') && statSync(path).isFile())
    .toSorted();
  return Object.fromEntries(
    paths.map((path) => [
      relative(dir, path).replaceAll('\\', '/'),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  );
}

function sqlite() {
  requireSqlite();
  return { actual: 'Accepted' };
}

function folder(dir: string) {
  demand(existsSync(dir), `${dir} is not there: start the station on it once`);
  accessSync(dir, constants.R_OK | constants.W_OK);
  return { actual: dir, evidence: { files: readdirSync(dir).toSorted() } };
}

const privateFiles = ['master-key.json', 'token', 'records.db', 'keys/station-key.json'];

function permissions(dir: string) {
  if (process.platform === 'win32')
    return {
      actual: 'Rights of files are those of the folder here: see the security guide',
      outcome: 'not-applicable' as const,
    };
  const modes: Record<string, Json> = {};
  for (const name of privateFiles) {
    const mode = statSync(join(dir, name), { throwIfNoEntry: false })?.mode;
    if (mode === undefined) continue;
    modes[name] = (mode & 0o777).toString(8);
    demand((mode & 0o077) === 0, `${name} can be read by others (${(mode & 0o777).toString(8)})`);
  }
  return { actual: `${Object.keys(modes).length} files looked at`, evidence: { modes } };
}

function database(dir: string, kind: FileKind) {
  const path = join(dir, kind.fileName);
  demand(existsSync(path), `${kind.fileName} is not there: start the station on the folder once`);
  const db = openForReading(path);
  try {
    const version = userVersion(db);
    demand(version === kind.newestVersion, `Layout ${version}`);
    const synchronous = Number(db.pragma('journal_mode', { simple: true }) === 'wal');
    return {
      actual: `Layout ${version}${synchronous ? ', write-ahead log' : ''}`,
      evidence: { bytes: statSync(path).size },
    };
  } finally {
    db.close();
  }
}

function stationKey({ found, keyWords }: IqPlace) {
  demand(found.kind === 'there', keyWords);
  const { keyId, publicPem } = found.key;
  return { actual: `Ed25519 ${keyId}`, evidence: { keyId, publicPem } };
}

function port({ port: number }: IqPlace): ReturnType<Look> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE'
        ? resolve({ actual: `Port ${number} is in use: by the station, if one runs here` })
        : reject(error),
    );
    server.listen(number, '127.0.0.1', () =>
      server.close(() => resolve({ actual: `Port ${number} is free` })),
    );
  });
}

async function clock({ clockOffsetMs }: IqPlace): ReturnType<Look> {
  const [wall, steady] = [Date.now(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, 50));
  const apart = Date.now() - wall - (performance.now() - steady);
  demand(Math.abs(apart) < 1000, `The clock stepped by ${Math.round(apart)} ms within a moment`);
  demand(
    clockOffsetMs === null || Math.abs(clockOffsetMs) <= 2000,
    `${clockOffsetMs} ms from the time server`,
  );
  const words =
    clockOffsetMs === null ? 'no time server was asked' : `${clockOffsetMs} ms from the time server`;
  return {
    actual: `${new Date().toISOString()}, ${words}`,
    evidence: { zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  };
}

function disk(dir: string) {
  const { bavail, bsize } = statfsSync(existsSync(dir) ? dir : '.');
  const free = bavail * bsize;
  demand(free >= 1e9, `${(free / 1e9).toFixed(2)} GB free`);
  return { actual: `${(free / 1e9).toFixed(1)} GB free`, evidence: { freeBytes: free } };
}
