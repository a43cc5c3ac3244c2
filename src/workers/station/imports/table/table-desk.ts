import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TableInspection, TableJob, TablePreview } from '../../../../shared/contract/tables';
import { Refusal } from '../../../../shared/model/refusal';
import type { TableMap, TableStructure, TableTarget } from '../../../../shared/model/table-map';
import { checkTable, faultOf, importTable, type TableOrder, type TableRun } from './import-table';
import { fileBytes, inspectTable, mapSetting } from './inspect-table';
import { previewTable } from './preview-table';
import type { TableDeps } from './table-deps';
import { refuseTarget } from './table-target';

/** Tables from files, one at a time: looked at, tried, imported. */
export interface TableDesk {
  /** Takes a piece of a file; the first of a file begins it anew. */
  upload(name: string, offset: number, piece: ArrayBuffer): Promise<{ path: string; bytes: number }>;
  inspect(path: string, structure?: TableStructure): Promise<TableInspection>;
  preview(path: string, map: TableMap, target: TableTarget): Promise<TablePreview>;
  /** Refuses with words, or answers once the reading has begun. */
  check(order: TableOrder): Promise<TableJob>;
  start(order: TableOrder): Promise<TableJob>;
  progress(): TableJob;
  cancel(): TableJob;
  stop(): Promise<void>;
}

const idle: TableJob = {
  state: 'idle',
  kind: 'check',
  path: '',
  done: 0,
  rows: 0,
  samples: 0,
  report: null,
  batchId: null,
  startedAt: null,
  endedAt: null,
  words: 'No table was imported since the station started',
};
const inboxDir = 'import-inbox';
/** Handed-in files that are kept for another look. */
const mostInbox = 5;

export function createTableDesk(deps: TableDeps): TableDesk {
  let job = idle;
  let running: Promise<void> = Promise.resolve();
  let abort = new AbortController();
  const set = (change: Partial<TableJob>): TableJob => (job = { ...job, ...change });
  const busy = (): boolean => job.state === 'checking' || job.state === 'importing';

  const begin = async (kind: TableJob['kind'], order: TableOrder): Promise<TableJob> => {
    if (busy()) throw new Refusal('CONFLICT', 'Another table is being read: wait for it or cancel it');
    await fileBytes(order.path);
    refuseTarget(order.target, deps);
    if (busy()) throw new Refusal('CONFLICT', 'Another table is being read: wait for it or cancel it');
    abort = new AbortController();
    set({
      ...idle,
      state: 'checking',
      kind,
      path: order.path,
      startedAt: deps.now(),
      words: 'Reading the whole file',
    });
    running = run(kind, order).catch((error: unknown) => ended('failed', failure(error)));
    return job;
  };

  const ended = (state: 'done' | 'cancelled' | 'failed', words: string): void =>
    void set({ state, words, endedAt: deps.now() });

  const failure = (error: unknown): string => {
    const words =
      error instanceof Refusal ? error.words : error instanceof Error ? error.message : String(error);
    return job.state === 'importing' ? `${words}. ${halfWords}` : words;
  };

  const run = async (kind: TableJob['kind'], order: TableOrder): Promise<void> => {
    const { signal } = abort;
    const passes = kind === 'check' ? 1 : 2;
    const passOf = (first: number): TableRun => ({
      signal,
      progress: (done, rows, samples) => void set({ done: (first + done) / passes, rows, samples }),
    });
    try {
      const report = await checkTable(order, deps, passOf(0));
      set({ report });
      const fault = faultOf(report, order.leaveOutBadRows);
      if (fault !== null) return ended('failed', `Nothing was imported. ${fault}`);
      if (kind === 'check') return ended('done', checkedWords(report.rows, report.samples));
      set({ state: 'importing', words: 'Writing samples' });
      const imported = await importTable(order, report, deps, passOf(1));
      set({ batchId: imported.batch.id, done: 1 });
      await remember(order, deps);
      const left = report.badRows > 0 ? `; left out: ${countOf(report.badRows, 'row')}` : '';
      ended(
        'done',
        imported.before
          ? `This file is in ${imported.batch.name} already; nothing was added`
          : `${countOf(imported.samples, 'sample')} imported into ${imported.batch.name}${left}`,
      );
    } catch (error) {
      if (!signal.aborted) throw error;
      ended(
        'cancelled',
        job.state === 'importing' ? `Cancelled. ${halfWords}` : 'Cancelled; nothing was imported',
      );
    }
  };

  return {
    upload: (name, offset, piece) => takePiece(deps.dataDir, name, offset, piece),
    inspect: (path, structure) =>
      inspectTable(path, structure, (key) => deps.settings.getSetting(key), deps.now()),
    preview: (path, map, target) => previewTable(path, map, target, deps),
    check: (order) => begin('check', order),
    start: (order) => begin('import', order),
    progress: () => job,
    cancel: () => {
      abort.abort();
      return job;
    },
    stop: async () => {
      abort.abort();
      await running;
    },
  };
}

const halfWords =
  'Some of its samples are on disk and belong to no batch; import the same file again to complete it, without doubles';

const checkedWords = (rows: number, samples: number): string =>
  `${countOf(rows, 'row')} read; ${countOf(samples, 'sample')} would be stored`;

function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

async function remember({ path, map }: TableOrder, deps: TableDeps): Promise<void> {
  const { columns } = await inspectTable(path, map.structure, () => null, deps.now());
  deps.settings.putSetting(mapSetting(columns), map);
}

/** Pieces come in order; the name is that of the file alone, whatever was sent. */
async function takePiece(
  dataDir: string,
  name: string,
  offset: number,
  piece: ArrayBuffer,
): Promise<{ path: string; bytes: number }> {
  const dir = join(dataDir, inboxDir);
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\w .()+-]/g, '_')
    .replace(/^\.+/, '_');
  const path = join(dir, plain === '' ? 'table' : plain);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (offset === 0) await makeRoom(dir, path);
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (offset !== 0 && offset !== size)
    throw new Refusal(
      'CONFLICT',
      `${plain}: ${size} bytes are here, a piece came for ${offset}: hand it in anew`,
    );
  const handle = await open(path, offset === 0 ? 'w' : 'a', 0o600);
  try {
    await handle.write(new Uint8Array(piece));
  } catch (error) {
    await rm(path, { force: true });
    const words = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'UNAVAILABLE',
      `${plain} could not be kept (${words}): free space on the station's disk`,
    );
  } finally {
    await handle.close();
  }
  return { path, bytes: offset + piece.byteLength };
}

async function makeRoom(dir: string, path: string): Promise<void> {
  const kept = await Promise.all(
    (await readdir(dir)).map(async (name) => ({ name, at: (await stat(join(dir, name))).mtimeMs })),
  );
  const old = kept.filter(({ name }) => join(dir, name) !== path).toSorted((a, b) => b.at - a.at);
  for (const { name } of old.slice(mostInbox - 1)) await rm(join(dir, name), { force: true });
}
