import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from '../../host/keep-private';
import { MasterKeyUnreadable, masterKey } from '../../host/master-key';
import { endedJob, findingWords } from '../keeping/outcome-words';
import { inspectFile } from '../record/file/inspect-file';
import { lockFolder } from '../record/file/lock-folder';
import { userVersion } from '../record/file/migrate';
import { openForReading } from '../record/file/open-database';
import { historianFile } from '../record/historian/historian-file';
import { yearsToArchive } from '../record/keep/archive';
import type { KeepProgress } from '../record/keep/backup';
import { compactHistorian } from '../record/keep/compact';
import { keepFaultWords } from '../record/keep/keep-fault';
import { ownThreadKeeper, type KeepOutcome, type KeepTask } from '../record/keep/keep-task';
import { finishRestore, restoreBackup, restoredWords } from '../record/keep/restore';
import { recordsFile } from '../record/plant/records-file';
import { checkRestore } from './check-restore';
import { OptionProblem } from './data-options';
import {
  archiveOptions,
  backupOptions,
  compactOptions,
  keepHelp,
  restoreOptions,
  verifyOptions,
  type KeepCommand,
} from './keep-options';

/** `bt verify`, `backup`, `restore`, `archive` and `compact`: the files of a data folder, without a station. */
const [command = '', ...args] = process.argv.slice(2);
const cancelled = new AbortController();
const tellEveryMs = 1000;
keepPrivate();
process.on('SIGINT', () => {
  if (cancelled.signal.aborted) process.exit(130);
  tell('Stopping ...');
  cancelled.abort(new Error('Stopped'));
});
process.exitCode = await main();

async function main(): Promise<number> {
  if (!isCommand(command)) throw new Error(`There is no command ${command}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(keepHelp[command]);
    return 0;
  }
  try {
    return await run(command);
  } catch (error) {
    if (cancelled.signal.aborted) return 130;
    const usage =
      error instanceof OptionProblem ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    tell(usage ? `${error.message}\nTry npx bt ${command} --help.` : keepFaultWords(error, 'The folder'));
    return usage ? 2 : 1;
  }
}

function run(name: KeepCommand): Promise<number> {
  switch (name) {
    case 'verify':
      return verify();
    case 'backup':
      return backup();
    case 'restore':
      return restore();
    case 'archive':
      return archive();
    case 'compact':
      return compact();
    default:
      return name satisfies never;
  }
}

async function verify(): Promise<number> {
  const { place, json } = verifyOptions(args);
  const begun = performance.now();
  const outcome = await work({ kind: 'verify', place });
  if (json && outcome.kind === 'done' && outcome.result.kind === 'verify')
    process.stdout.write(`${JSON.stringify(outcome.result.report, null, 2)}\n`);
  const code = report('verify', outcome);
  tell(`  ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return code;
}

async function backup(): Promise<number> {
  const { dataDir, folder, keep } = backupOptions(args);
  requireStation(dataDir);
  return report('backup', await work({ kind: 'backup', order: { dataDir, folder, keep, appVersion: appVersion(), masterKeyHex: keyOf(dataDir), now: Date.now() } })); // prettier-ignore
}

/** The key that seals a folder's secrets, where it is a file; one in a desktop's key store stays closed to a command. */
function keyOf(dataDir: string): string | undefined {
  if (!existsSync(join(dataDir, 'master-key.json'))) return undefined;
  try {
    return masterKey(dataDir, undefined).keyHex;
  } catch (error) {
    if (error instanceof MasterKeyUnreadable) return undefined;
    throw error;
  }
}

async function restore(): Promise<number> {
  const order = restoreOptions(args);
  if (order.check) {
    const pem = order.publicKey === undefined ? undefined : readFileSync(order.publicKey, 'utf8');
    const { sound, words } = await checkRestore(order.backup, Date.now(), telling(), cancelled.signal, pem);
    for (const line of words) tell(line);
    return sound ? 0 : 1;
  }
  const restored = await restoreBackup({ ...order, now: Date.now() }, telling(), cancelled.signal);
  tell(restoredWords(restored));
  if (!existsSync(join(order.dataDir, 'master-key.json')))
    tell(
      'Passwords of connections cannot be opened here without the key file of the old folder: enter them again.',
    );
  return 0;
}

function archive(): Promise<number> {
  const now = Date.now();
  const { dataDir, upToYear, dryRun } = archiveOptions(args, now);
  return held(dataDir, async () => {
    const years = reading(dataDir, (db) => yearsToArchive(db, now)).filter(({ year }) => year <= upToYear);
    for (const { year, samples, bytes } of years)
      tell(`  ${year}: ${samples.toLocaleString('en')} samples, ${(bytes / 1e6).toFixed(1)} MB`);
    if (years.length === 0) tell('No year is over and still in historian.db');
    if (dryRun) return 0;
    return report('archive', await work({ kind: 'archive', order: { dataDir, upToYear, now } }));
  });
}

function compact(): Promise<number> {
  const { dataDir } = compactOptions(args);
  return held(dataDir, () => {
    const { bytesBefore, bytesAfter } = compactHistorian(dataDir);
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    tell(`historian.db takes ${megabytes(bytesAfter)}, before it took ${megabytes(bytesBefore)}`);
    return Promise.resolve(0);
  });
}

/** Keeps stations out meanwhile; only on files of this version. */
async function held(dataDir: string, act: () => Promise<number>): Promise<number> {
  requireStation(dataDir);
  const lock = lockFolder(dataDir);
  try {
    finishRestore(dataDir);
    inspectFile(join(dataDir, historianFile.fileName), historianFile);
    if (reading(dataDir, userVersion) < historianFile.newestVersion)
      throw new OptionProblem('historian.db is of an older version: start the station on it once');
    return await act();
  } finally {
    lock.release();
  }
}

function requireStation(dataDir: string): void {
  if (!existsSync(join(dataDir, recordsFile.fileName)) || !existsSync(join(dataDir, historianFile.fileName)))
    throw new OptionProblem(`${dataDir} is not the data folder of a station: name it with --data`);
}

function reading<T>(dataDir: string, look: (db: ReturnType<typeof openForReading>) => T): T {
  const db = openForReading(join(dataDir, historianFile.fileName));
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function work(task: KeepTask): Promise<KeepOutcome> {
  return ownThreadKeeper(task, telling(), cancelled.signal);
}

/** One line a second, and one for each new step. */
function telling(): (now: KeepProgress) => void {
  let said = '';
  let saidAt = 0;
  return ({ step, done }) => {
    if (step === said && performance.now() - saidAt < tellEveryMs) return;
    said = step;
    saidAt = performance.now();
    tell(`  ${Math.floor(done * 100)} % ${step}`);
  };
}

function report(kind: 'verify' | 'backup' | 'archive', outcome: KeepOutcome): number {
  const job = endedJob(
    {
      kind,
      place: '',
      state: 'running',
      step: '',
      done: 0,
      startedAt: 0,
      endedAt: null,
      words: '',
      findings: [],
      damaged: 0,
    },
    outcome,
    0,
    () => undefined,
  );
  tell(job.words);
  for (const finding of job.findings) tell(`  ${findingWords(finding)}`);
  if (job.damaged > job.findings.length) tell(`  and ${job.damaged - job.findings.length} more`);
  return job.state === 'done' ? 0 : job.state === 'cancelled' ? 130 : 1;
}

function isCommand(name: string): name is KeepCommand {
  return Object.hasOwn(keepHelp, name);
}

function appVersion(): string {
  // This file is built to out/main.
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  const manifest: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
