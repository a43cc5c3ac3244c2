import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { keepPrivate } from '../../../host/keep-private';
import { masterKey, MasterKeyUnreadable } from '../../../host/master-key';
import { findStationKey, type FoundKey } from '../../record/ledger/station-key';
import { threadPaths } from '../../record/thread-paths';
import { OptionProblem } from '../data-options';
import { signedEvidence, writeEvidence, type Step } from './evidence';
import { iqSteps } from './iq-steps';
import { oqSteps } from './oq-steps';
import { qualifyHelp, qualifyOrder, type QualifyCommand, type QualifyOrder } from './qualify-options';

/** `bt iq` and `bt oq`: signed evidence of what is installed, and of what the product finds when it tests itself. */
const [command = '', ...args] = process.argv.slice(2);
keepPrivate();
process.exitCode = await main();

async function main(): Promise<number> {
  if (!isCommand(command)) throw new Error(`There is no command ${command}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(qualifyHelp[command]);
    return 0;
  }
  try {
    return await qualify(command, qualifyOrder(command, args));
  } catch (error) {
    const usage =
      error instanceof OptionProblem ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const words = error instanceof Error ? error.message : String(error);
    tell(usage ? `${words}\nTry npx bt ${command} --help.` : words);
    return usage ? 2 : 1;
  }
}

async function qualify(kind: QualifyCommand, order: QualifyOrder): Promise<number> {
  const startedAt = Date.now();
  const { found, words } = keyOf(order.dataDir);
  const steps = kind === 'iq' ? await installed(order, found, words) : await operates();
  const signed = signedEvidence(
    kind,
    appVersion(),
    startedAt,
    steps,
    found.kind === 'there' ? found.key : null,
  );
  const path = writeEvidence(order.out, signed);
  const { passed, failed, notApplicable, verdict } = signed.evidence;
  if (order.json) process.stdout.write(`${JSON.stringify(signed, null, 2)}\n`);
  tell(`${passed} passed, ${failed} failed, ${notApplicable} not applicable: ${path}.txt`);
  return verdict === 'pass' ? 0 : 1;
}

async function installed(order: QualifyOrder, found: FoundKey, keyWords: string): Promise<Step[]> {
  const steps = await iqSteps({
    ...order,
    programDir: join(import.meta.dirname, '..'),
    released: released(),
    found,
    keyWords,
  });
  for (const step of steps) tellStep(step);
  return steps;
}

async function operates(): Promise<Step[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'bioprocess-twin-oq-'));
  try {
    return await oqSteps({ scratch, threads: threadPaths, appVersion: appVersion() }, tellStep);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The station's key, where there is one and it opens; nothing is made. */
function keyOf(dataDir: string): { found: FoundKey; words: string } {
  if (!existsSync(join(dataDir, 'master-key.json')))
    return { found: { kind: 'missing' }, words: `${dataDir} has no keys: start the station on it once` };
  try {
    const found = findStationKey(dataDir, Buffer.from(masterKey(dataDir, undefined).keyHex, 'hex'));
    return {
      found,
      words:
        found.kind === 'missing' ? 'There is no key of the station' : 'The key does not open: it was altered',
    };
  } catch (error) {
    if (error instanceof MasterKeyUnreadable) return { found: { kind: 'closed' }, words: error.message };
    throw error;
  }
}

/** Hashes that came with the program, of a packed release. */
function released(): Record<string, string> | null {
  const path = join(import.meta.dirname, '..', '..', 'release-hashes.json');
  return existsSync(path)
    ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')))
    : null;
}

function appVersion(): string {
  // This file is built to out/main.
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  const manifest: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

function isCommand(name: string): name is QualifyCommand {
  return Object.hasOwn(qualifyHelp, name);
}

function tellStep({ id, words, actual, outcome }: Step): void {
  const mark = { pass: 'pass', fail: 'FAIL', 'not-applicable': 'n/a ' }[outcome];
  tell(`  ${mark}  ${id} ${words}: ${actual}`);
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
