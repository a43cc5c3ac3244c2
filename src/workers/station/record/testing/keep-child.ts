import { archiveYears } from '../keep/archive';
import { backupStation } from '../keep/backup';
import { compactHistorian } from '../keep/compact';
import { restoreBackup } from '../keep/restore';

/**
 * A process that works on the files of a folder and is killed by the system at its nth report of progress, as a power
 * cut would end it. Arguments: what, data folder, other folder, n, now.
 */
const [what = '', dataDir = '', other = '', n = '0', at = '0'] = process.argv.slice(2);
const now = Number(at);
let reports = 0;

function progress(): void {
  reports += 1;
  if (reports === Number(n)) process.kill(process.pid, 'SIGKILL');
}

if (what === 'archive') await archiveYears({ dataDir, upToYear: 2022, now }, progress);
if (what === 'backup')
  await backupStation({ dataDir, folder: other, appVersion: '1', now, keep: 1 }, progress);
if (what === 'restore') await restoreBackup({ backup: other, dataDir, replace: true, now }, progress);
if (what === 'compact') {
  process.stdout.write('begun\n');
  compactHistorian(dataDir);
}
process.stdout.write(`reports ${reports}\n`);
