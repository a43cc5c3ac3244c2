import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ExportJob } from '../../../shared/model/export-plan';
import type { TableJob } from '../../../shared/contract/tables';
import type { TableMap, TableReport } from '../../../shared/model/table-map';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { keepPrivate } from '../../host/keep-private';
import { exportHelp, exportOrder, importHelp, importOrder, OptionProblem } from './data-options';
import type { DataPlace, ImportOrder } from './data-options';
import type { FileRooms } from './file-rooms';
import { folderRooms } from './folder-rooms';
import { restRooms } from './rest-rooms';

/** `bt export` and `bt import`: history out to files and in from them, with or without a station that runs. */
const pollMs = 200;
const [command, ...args] = process.argv.slice(2);
keepPrivate();
process.exitCode = await main();

async function main(): Promise<number> {
  const help = command === 'import' ? importHelp : exportHelp;
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  try {
    return command === 'import' ? await importTable() : await exportHistory();
  } catch (error) {
    const usage =
      error instanceof OptionProblem ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    tell(
      usage ? `${wordsOf(error)}\nTry npx bt ${command ?? 'export'} --help.` : runningHint(wordsOf(error)),
    );
    return usage ? 2 : 1;
  }
}

async function exportHistory(): Promise<number> {
  const order = exportOrder(args);
  const rooms = await roomsOf(order.place);
  try {
    const plan = order.plan(order.allBatches ? await rooms.batchIds() : []);
    const begun = performance.now();
    const { id } = await rooms.startExport(plan);
    const release = onInterrupt(() => rooms.cancelExport(id));
    const job = await watched(
      () => rooms.exportJob(id),
      ({ state }) => state !== 'running',
      exportLine,
    );
    release();
    tell(job.words);
    if (job.state === 'done')
      tell(`${count(job.samples)} samples, ${count(job.bytes)} bytes in ${seconds(begun)} s`);
    return job.state === 'done' ? 0 : job.state === 'cancelled' ? 130 : 1;
  } finally {
    await rooms.close();
  }
}

async function importTable(): Promise<number> {
  const order = importOrder(args);
  const rooms = await roomsOf(order.place);
  try {
    const seen = await rooms.inspect(order.file);
    const table = {
      path: order.file,
      map: mapOf(seen.map, order),
      target: { ...order.target, simulated: order.target.simulated || seen.simulated },
      leaveOutBadRows: order.leaveOutBadRows,
    };
    for (const doubt of seen.doubts) tell(doubt);
    const begun = performance.now();
    await (order.dryRun ? rooms.check(table) : rooms.startImport(table));
    const release = onInterrupt(() => rooms.cancelTable());
    const job = await watched(
      () => rooms.tableJob(),
      ({ state }) => state !== 'checking' && state !== 'importing',
      tableLine,
    );
    release();
    if (job.report) report(job.report);
    tell(`${job.words} (${seconds(begun)} s)`);
    return job.state === 'done' ? 0 : job.state === 'cancelled' ? 130 : 1;
  } finally {
    await rooms.close();
  }
}

/** What was proposed, with what the person said over it. */
function mapOf(map: TableMap, { time, only, columns }: ImportOrder): TableMap {
  const units = new Map(catalogueFor('15L').map(({ tag, unit }) => [tag, unit]));
  const named = columns.map(({ from, tag, unit }) => ({
    from,
    tag,
    unit: unit ?? units.get(tag) ?? '',
    quality: null,
    onChange: false,
  }));
  const others = map.values.filter(
    ({ from, tag }) => !named.some((one) => one.from === from || one.tag === tag),
  );
  return { ...map, time: { ...map.time, ...time }, only: only ?? map.only, values: [...named, ...others] };
}

function roomsOf(place: DataPlace): Promise<FileRooms> {
  return place.kind === 'station'
    ? Promise.resolve(restRooms(place.url))
    : folderRooms(place.dataDir, appVersion());
}

async function watched<T>(
  ask: () => Promise<T>,
  over: (job: T) => boolean,
  line: (job: T) => string,
): Promise<T> {
  let said = '';
  for (;;) {
    const job = await ask();
    const now = line(job);
    if (now !== said && now !== '') tell(now);
    said = now;
    if (over(job)) return job;
    await wait(pollMs);
  }
}

function exportLine({ state, current, partsDone, parts }: ExportJob): string {
  return state === 'running' && current !== null ? `  ${partsDone + 1} of ${parts}: ${current}` : '';
}

function tableLine({ state, done }: TableJob): string {
  const percent = Math.floor(done * 10) * 10;
  return state === 'checking' || state === 'importing' ? `  ${state} ${percent} %` : '';
}

function report({ rows, samples, channels, notices, firstProblems, problems }: TableReport): void {
  tell(`${count(rows)} rows, ${count(samples)} samples`);
  for (const { tag, samples: n, min, max } of channels)
    tell(`  ${tag}: ${count(n)} (${min ?? '-'} to ${max ?? '-'})`);
  for (const { count: n, words, firstLine } of notices)
    tell(`  ${count(n)} ${words} (first: line ${firstLine})`);
  for (const { line, column, words } of firstProblems.slice(0, 20))
    tell(`  line ${line}${column === '' ? '' : `, ${column}`}: ${words}`);
  if (problems > 20) tell(`  and ${count(problems - 20)} more`);
}

/** The first Ctrl+C stops it well, the second at once. */
function onInterrupt(cancel: () => Promise<unknown>): () => void {
  let asked = false;
  const interrupted = (): void => {
    if (asked) process.exit(130);
    asked = true;
    tell('Stopping ...');
    cancel().catch((error: unknown) => tell(wordsOf(error)));
  };
  process.on('SIGINT', interrupted);
  return () => process.off('SIGINT', interrupted);
}

function runningHint(words: string): string {
  return words.startsWith('Another station')
    ? `${words} A station that runs does it itself: give --url "the address it printed" instead of --data.`
    : words;
}

function appVersion(): string {
  // This file is built to out/main.
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function seconds(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(1);
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
