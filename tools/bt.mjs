#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { needNode24, root } from './node-24.mjs';

const help = `Bioprocess Twin on the command line.
  npx bt export --data DIR --batches all --out FOLDER     history to Parquet or CSV
  npx bt import --data DIR --file TABLE --unit UNIT ...    a CSV or Parquet table into a batch
  npx bt field FILE                                        whether a field file of a laptop is whole, and what is in it
  npx bt verify DIR                                        everything against its hashes; a backup or archive too
  npx bt backup --data DIR --to FOLDER                     both files at one moment; a station may run
  npx bt restore BACKUP --data DIR                         a backup into a data folder, checked first
  npx bt archive --data DIR [--up-to YEAR]                 whole past years to files of their own
  npx bt compact --data DIR                                unused room back to the disk
  npx bt create --url URL --user ID --unit UNIT ...        the record of a new batch, at a running station
  npx bt close --url URL --user ID --batch ID              ends a batch and proposes its closure
  npx bt iq --data DIR --out FOLDER                        what is installed here, as signed evidence
  npx bt oq --data DIR --out FOLDER                        the product tests itself, with signed evidence
  npx bt record BATCH --url URL --pdf FILE                 the record of a batch, to read and to print
  npx bt export --bundle BATCH --url URL --out FILE.zip    everything of a batch, to be checked without us
  npx bt COMMAND --help                                    all options of a command
`;
/** Commands and the built programs that do them, with the words those are given first. */
const programs = {
  record: ['report-command.js', 'record'],
  export: ['data-command.js', 'export'],
  import: ['data-command.js', 'import'],
  field: ['field-command.js'],
  verify: ['keep-command.js', 'verify'],
  backup: ['keep-command.js', 'backup'],
  restore: ['keep-command.js', 'restore'],
  archive: ['keep-command.js', 'archive'],
  compact: ['keep-command.js', 'compact'],
  create: ['batch-command.js', 'create'],
  close: ['batch-command.js', 'close'],
  iq: ['qualify-command.js', 'iq'],
  oq: ['qualify-command.js', 'oq'],
};

const [command, ...rest] = process.argv.slice(2);
// A bundle is an export of another kind.
const bundled = command === 'export' && rest.some((word) => word.startsWith('--bundle'));
const program = bundled ? ['report-command.js', 'bundle'] : programs[command];
if (!program) {
  const wanted = command === undefined || command === '--help' || command === '-h';
  process[wanted ? 'stdout' : 'stderr'].write(wanted ? help : `There is no command ${command}.\n${help}`);
  process.exit(wanted ? 0 : 2);
}
await buildIfNeeded();
const [file, ...first] = program;
// Paths are meant as seen from where the command was typed.
const cwd = process.env.INIT_CWD ?? process.cwd();
const child = spawn(needNode24(), [join(root, 'out', 'main', file), ...first, ...rest], {
  cwd,
  stdio: 'inherit',
});
// Ctrl+C reaches the whole group; the program stops in its own time.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
