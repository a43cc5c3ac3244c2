import { join } from 'node:path';
import { checkLedger, type LedgerReport } from '../ledger/check-ledger';
import { historianFile } from '../historian/historian-file';
import { archiveYears, type ArchiveOrder, type ArchiveReport } from './archive';
import { backupStation, type Backup, type BackupOrder, type KeepProgress } from './backup';
import { keepFaultWords } from './keep-fault';
import { measureStore, type StoreSizes } from './measure';
import { removeRaw, type RemoveRawOrder, type RemoveRawReport } from './remove-raw';
import { verifyFolder, type FolderReport } from './verify-folder';

/** Work on the files of a store that takes longer than an answer may. */
export type KeepTask =
  | { readonly kind: 'verify'; readonly place: string }
  | { readonly kind: 'backup'; readonly order: BackupOrder }
  | { readonly kind: 'archive'; readonly order: ArchiveOrder }
  | { readonly kind: 'remove-raw'; readonly order: RemoveRawOrder }
  | { readonly kind: 'measure'; readonly dataDir: string; readonly now: number }
  | { readonly kind: 'ledger'; readonly dataDir: string; readonly anchorFolders: readonly string[] };

export type KeepResult =
  | { readonly kind: 'verify'; readonly report: FolderReport }
  | { readonly kind: 'backup'; readonly report: Backup }
  | { readonly kind: 'archive'; readonly report: ArchiveReport }
  | { readonly kind: 'remove-raw'; readonly report: RemoveRawReport }
  | { readonly kind: 'measure'; readonly report: StoreSizes }
  | { readonly kind: 'ledger'; readonly report: LedgerReport };

export type KeepOutcome =
  | { readonly kind: 'done'; readonly result: KeepResult }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly words: string };

/** Does one piece of work; resolves whatever becomes of it. */
export type Keeper = (
  task: KeepTask,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
) => Promise<KeepOutcome>;

/** In this thread, with pauses: for commands, and for the thread that {@link threadKeeper} starts. */
export const ownThreadKeeper: Keeper = async (task, progress, signal) => {
  try {
    return { kind: 'done', result: await doTask(task, progress, signal) };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'failed', words: keepFaultWords(error, placeOf(task)) };
  }
};

async function doTask(
  task: KeepTask,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
): Promise<KeepResult> {
  const { kind } = task;
  switch (kind) {
    case 'verify':
      return { kind, report: await verifyFolder(task.place, progress, signal) };
    case 'backup':
      return { kind, report: await backupStation(task.order, progress, signal) };
    case 'archive':
      return { kind, report: await archiveYears(task.order, progress, signal) };
    case 'remove-raw':
      return { kind, report: await removeRaw(task.order, progress, signal) };
    case 'measure':
      return { kind, report: measureStore(join(task.dataDir, historianFile.fileName), task.now) };
    case 'ledger':
      return { kind, report: await checkLedger(task, progress, signal) };
    default:
      return kind satisfies never;
  }
}

function placeOf(task: KeepTask): string {
  switch (task.kind) {
    case 'verify':
      return task.place;
    case 'backup':
      return task.order.folder;
    case 'archive':
    case 'remove-raw':
      return task.order.dataDir;
    case 'measure':
    case 'ledger':
      return task.dataDir;
    default:
      return task satisfies never;
  }
}
