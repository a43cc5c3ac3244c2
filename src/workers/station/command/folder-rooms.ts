import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../../shared/model/actor';
import { dataDirFor } from '../../host/data-dir';
import { masterKey } from '../../host/master-key';
import { stderrLog } from '../../log';
import type { createCompleteness } from '../completeness/create-completeness';
import { createFileDesks } from '../file-desks';
import { createPlant } from '../plant/plant';
import { openStore } from '../record/open-store';
import { threadPaths } from '../record/thread-paths';
import { OptionProblem } from './data-options';
import type { FileRooms } from './file-rooms';

/**
 * The rooms of a data folder that no station runs on; it is held until they are closed.
 * @throws StoreRefusal where a station runs on it, OptionProblem where it is no data folder
 */
export async function folderRooms(given: string | undefined, appVersion: string): Promise<FileRooms> {
  const dataDir = dataDirFor(given);
  if (!existsSync(join(dataDir, 'records.db')))
    throw new OptionProblem(`${dataDir} is not the data folder of a station: name it with --data`);
  const now = (): number => Date.now();
  const log = stderrLog('bt');
  let closing = false;
  // What the store does beside, such as looking through its pages, may be cut short by the end.
  const quiet: typeof log = (level, ...rest) =>
    closing || level === 'info' ? undefined : log(level, ...rest);
  const store = await openStore({
    dir: dataDir,
    masterKeyHex: masterKey(dataDir, undefined).keyHex,
    threads: threadPaths,
    log: quiet,
    onState: (state) => quiet('warn', 'The store', { state: state.kind }),
    clock: now,
    actor: () => commandLine,
  });
  const { historian, plant: keep } = store;
  const plant = createPlant(keep, now);
  const desks = createFileDesks({
    init: { dataDir, appVersion },
    threads: {},
    plant,
    historian,
    keep,
    notes: { list: (id) => keep.listNotes(id) },
    completeness: knownHoles(plant, keep),
    demoUnits: new Set(),
    events: {
      tell: (severity, kind, words, unitId = null) =>
        void keep.appendEvent({ at: now(), severity, kind, words, unitId }),
    },
    live: { push: () => [] },
    past: { changed: () => undefined },
    door: { refresh: () => undefined },
    configChanged: () => undefined,
    now,
  });
  const { exports, tables } = desks;
  return {
    batchIds: () => Promise.resolve(plant.batches().map(({ id }) => id)),
    startExport: (plan) => exports.start(plan),
    exportJob: (id) => Promise.resolve(exports.job(id)),
    cancelExport: (id) => Promise.resolve(exports.cancel(id)),
    inspect: (path) => tables.inspect(path),
    check: (order) => tables.check(order),
    startImport: (order) => tables.start(order),
    tableJob: () => Promise.resolve(tables.progress()),
    cancelTable: () => Promise.resolve(tables.cancel()),
    close: async () => {
      closing = true;
      await desks.stop();
      await store.close();
    },
  };
}

type Keep = Awaited<ReturnType<typeof openStore>>['plant'];
type Completeness = Pick<ReturnType<typeof createCompleteness>, 'holesOf'>;

/** Who a command acts as: whoever is logged in at the machine, which proves nothing to the station. */
const commandLine: Actor = { kind: 'system', name: 'command-line', osUser: loggedIn() };

function loggedIn(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    // A user without a name, as in some containers.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** What the ledger of the folder says; nothing is judged anew without a station. */
function knownHoles(plant: ReturnType<typeof createPlant>, keep: Keep): Completeness {
  return {
    holesOf: (channels, from, to) =>
      Promise.resolve(
        channels.flatMap((channel) =>
          keep.holeSpans(channel.series, { from, to }).map((span) => ({
            ...span,
            channelId: plant.channelOfSeries(channel.series)?.id ?? channel.id,
            open: false,
          })),
        ),
      ),
  };
}
