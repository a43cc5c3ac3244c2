import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirFor } from '../../host/data-dir';
import { OptionProblem } from './data-options';

export const keepHelp = {
  verify: `Looks through everything in a data folder, a backup or an archive. Exit code 0: all is as it was written; 1: not.
  npx bt verify DIR
  DIR                  data folder (a station may run on it), backup-... folder, or one historian-YYYY.db
  --json               the report as JSON on standard output
`,
  backup: `Backs up both files and all archives as they are at one moment; a station may run meanwhile. The manifest
holds the SHA-256 of each file, the ledger's head and the rows of each table, and is signed by the station's key.
  npx bt backup --data DIR --to FOLDER
  --to FOLDER          a folder backup-DATE-TIME is made in it
  --keep N             removes older backups of this station beyond N
`,
  restore: `Puts a backup into a data folder that no station runs on. It is checked before anything changes.
  npx bt restore BACKUP --data DIR
  npx bt restore BACKUP --check [--public-key FILE]
  --replace            moves what is there aside, into a folder before-restore-... within it
  --check              verifies signature, hashes, ledger head and row counts, restores into a folder of its own,
                       verifies everything in it, names what differs, and clears it away
  --public-key         the station's public key as it was handed over (SPKI PEM): the backup must be signed by it
`,
  archive: `Moves whole past years out of historian.db into files of their own, which stay readable. No station may run on it.
  npx bt archive --data DIR
  --up-to YEAR         the last year to move (default: last year, where it is over)
  --dry-run            shows what would be moved
`,
  compact: `Gives the unused room in historian.db back to the disk. No station may run on it.
  npx bt compact --data DIR
`,
} as const;

export type KeepCommand = keyof typeof keepHelp;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export function verifyOptions(args: readonly string[]): { place: string; json: boolean } {
  const { values, positionals } = parseArgs({ args: [...args], options: { data: text, json: flag }, allowPositionals: true }); // prettier-ignore
  const place = one(positionals, 'folder') ?? values.data;
  return { place: place === undefined ? dataDirFor(undefined) : resolve(place), json: values.json === true };
}

export function backupOptions(args: readonly string[]): {
  dataDir: string;
  folder: string;
  keep: number | null;
} {
  const { values } = parseArgs({ args: [...args], options: { data: text, to: text, keep: text } });
  if (values.to === undefined) throw new OptionProblem('--to FOLDER is missing');
  const keep = values.keep === undefined ? null : wholeNumber(values.keep, '--keep', 1);
  return { dataDir: dataDirFor(values.data), folder: resolve(values.to), keep };
}

export function restoreOptions(args: readonly string[]): {
  backup: string;
  dataDir: string;
  replace: boolean;
  check: boolean;
  publicKey?: string;
} {
  const { values, positionals } = parseArgs({ args: [...args], options: { data: text, replace: flag, check: flag, 'public-key': text }, allowPositionals: true }); // prettier-ignore
  const backup = one(positionals, 'backup');
  if (backup === undefined) throw new OptionProblem('Name the folder of the backup');
  const publicKey = values['public-key'];
  if (values.check === true)
    return {
      backup: resolve(backup),
      dataDir: '',
      replace: false,
      check: true,
      ...(publicKey === undefined ? {} : { publicKey: resolve(publicKey) }),
    };
  // Never the usual place by default: a forgotten option would put it where a station records.
  if (values.data === undefined) throw new OptionProblem('--data DIR is missing');
  return {
    backup: resolve(backup),
    dataDir: resolve(values.data),
    replace: values.replace === true,
    check: false,
  };
}

export function archiveOptions(
  args: readonly string[],
  now: number,
): { dataDir: string; upToYear: number; dryRun: boolean } {
  // prettier-ignore
  const { values } = parseArgs({ args: [...args], options: { data: text, 'up-to': text, 'dry-run': flag } });
  const upTo = values['up-to'];
  const upToYear =
    upTo === undefined ? new Date(now).getUTCFullYear() - 1 : wholeNumber(upTo, '--up-to', 1970);
  return { dataDir: dataDirFor(values.data), upToYear, dryRun: values['dry-run'] === true };
}

export function compactOptions(args: readonly string[]): { dataDir: string } {
  const { values } = parseArgs({ args: [...args], options: { data: text } });
  return { dataDir: dataDirFor(values.data) };
}

function one(positionals: readonly string[], what: string): string | undefined {
  if (positionals.length > 1) throw new OptionProblem(`Only one ${what} can be named`);
  return positionals[0];
}

function wholeNumber(given: string, option: string, least: number): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < least)
    throw new OptionProblem(`${option} needs a whole number from ${least}`);
  return value;
}
