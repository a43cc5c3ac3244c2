import type { Log } from '../../../log';
import { clearCompaction, compactHistorian, takeCompactionAsked } from './compact';
import { keepFaultWords } from './keep-fault';
import { finishRestore } from './restore';

/** What is due on the files of a folder before they are opened; the folder is held. */
export function keepAtStart(dataDir: string, log: Log): void {
  finishRestore(dataDir);
  clearCompaction(dataDir);
  if (!takeCompactionAsked(dataDir)) return;
  try {
    log('info', 'historian.db was compacted', { ...compactHistorian(dataDir) });
  } catch (error) {
    // The file is as it was: the station starts on it.
    log('error', `historian.db was not compacted. ${keepFaultWords(error, dataDir)}`);
  }
}
