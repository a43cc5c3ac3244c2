import { connectHost } from '../entry';
import { stderrLog } from '../log';
import { exporterPath } from './exports/exporter-path';
import { passwordPath } from './people/password-path';
import { keeperPath } from './record/keep/keeper-path';
import { threadPaths } from './record/thread-paths';
import { pdfPath } from './reports/pdf-path';
import { createPortServer } from './serve/port';
import { createRouter } from './serve/router';
import { startWeb, type Web } from './serve/web';
import { driverPort } from './devices/driver-port';
import { openStation, type Station } from './station';
import type { WorkerStates } from './station-health';
import { stationInitSchema, type StationInit } from './station-init';

const log = stderrLog('station');
const host = connectHost();

// A message on a port that is no call (a page gone wrong) must not end the station for everybody else.
process.on('unhandledRejection', (reason) => {
  log('error', 'A promise failed unheard', {
    error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
  });
});

host.onInit((init) => {
  start(stationInitSchema.parse(init)).catch((problem: unknown) => {
    log('error', 'The station cannot start', { error: String(problem) });
    host.tell({ kind: 'fatal', words: problem instanceof Error ? problem.message : String(problem) });
  });
});

async function start(init: StationInit): Promise<void> {
  const station = await openStation(
    init,
    { ...threadPaths, exporter: exporterPath, keeper: keeperPath, password: passwordPath, pdf: pdfPath },
    log,
    (worker) => host.tell({ kind: 'want', worker }),
  );
  const router = createRouter(station.rooms);
  const web = init.http ? await startWebOrClose(station, router, init, init.http) : null;
  const servePort = createPortServer(router);
  host.onPort((as, port) => {
    if (as.startsWith('driver:')) station.joinDriver(as, driverPort(port));
    else servePort(as, port);
  });
  host.onWorkers((workers) => station.setWorkers(workers as WorkerStates));
  host.onStop(() => {
    void stop(station, web);
  });
  host.tell({ kind: 'ready', facts: web ? { httpPort: web.port } : {} });
}

async function startWebOrClose(
  station: Station,
  router: ReturnType<typeof createRouter>,
  init: StationInit,
  http: NonNullable<StationInit['http']>,
): Promise<Web> {
  try {
    return await startWeb({
      router,
      rendererDir: init.rendererDir,
      exportFile: (id, path) => station.rooms.exports.file(id, path),
      appVersion: init.appVersion,
      log,
      ...http,
    });
  } catch (problem) {
    await station.close();
    throw problem;
  }
}

async function stop(station: Station, web: Web | null): Promise<void> {
  await web?.close();
  await station.close();
  host.tell({ kind: 'stopped' });
}
