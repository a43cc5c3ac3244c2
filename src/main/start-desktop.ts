import { join, resolve } from 'node:path';
import { app, MessageChannelMain } from 'electron';
import { accessToken } from '../workers/host/access-token';
import { choosePort } from '../workers/host/free-port';
import { hostLog, openLogFile } from '../workers/host/log-file';
import type { HostOptions } from '../workers/host/options';
import { readTls } from '../workers/host/read-tls';
import { wallClock } from '../workers/host/wall-clock';
import { pageAddress } from '../workers/host/page-address';
import { driverPlan, workerPlans } from '../workers/host/worker-plans';
import type { HttpPlan } from '../workers/host/worker-plans';
import { supervise } from '../workers/supervise';
import { openDesktop } from './open-desktop';
import { guardPages } from './page-guard';
import { serveBundle } from './protocol';
import { quitCleanly, surviveBugs } from './quit';
import { spawnProcess } from './spawn-process';
import { handOutStationPorts } from './station-ports';
import { vaultKey } from './vault-key';

/**
 * Starts workers and windows, once Electron is ready.
 * @throws Error with words for the person when this data folder or these options cannot be used
 */
export async function startDesktop(options: HostOptions, dataDir: string, desktopDir: string): Promise<void> {
  const logFile = openLogFile(join(dataDir, 'logs'), 'host');
  const log = hostLog(logFile);
  surviveBugs(log);
  const appDir = app.getAppPath();
  const rendererDir = join(appDir, 'out', 'renderer');
  let http = await httpPlan(options, dataDir);
  const key = vaultKey(dataDir);
  log('info', 'Starting', { version: app.getVersion(), dataDir, masterKeyIn: key.place });
  guardPages();
  serveBundle(rendererDir);
  const ports = handOutStationPorts(() => supervisor.openStationPort('window'));
  let wasUp = false;
  const supervisor = supervise({
    family: driverPlan,
    workers: workerPlans({
      host: 'desktop',
      appVersion: app.getVersion(),
      dataDir,
      masterKeyHex: key.keyHex,
      modelsDir: app.isPackaged ? join(process.resourcesPath, 'models') : join(appDir, 'models'),
      rendererDir: http ? rendererDir : null,
      http: () => http,
      demo: options.demo,
      brokerUrl: options.brokerUrl ?? null,
      ...(options.bridge ? { bridge: options.bridge } : {}),
      anchorFolders: options.anchors === undefined ? [] : [resolve(options.anchors)],
    }),
    spawn: (name) => spawnProcess(name, logFile),
    openChannel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    log,
    clock: wallClock,
    onStationUp: ({ httpPort }) => {
      // A station that comes back keeps the port it had.
      if (http) http = { ...http, port: Number(httpPort ?? http.port) };
      if (!wasUp && http) process.stdout.write(`${pageAddress({ ...http, tls: http.tls !== null })}\n`);
      wasUp = true;
      ports.stationUp();
    },
    onStationDown: ports.stationDown,
    onFatal: (worker, words) => {
      if (worker === 'station' && !wasUp) quit.because(words);
    },
  });
  const desktop = openDesktop({ desktopDir, dataDir, log });
  const quit = quitCleanly({ stop: supervisor.stop, beforeQuit: desktop.remember, log });
}

/** A window needs no server; one is opened on request, for other programs on this machine. */
async function httpPlan(options: HostOptions, dataDir: string): Promise<HttpPlan | null> {
  const { address, port } = options;
  if (port === undefined && !options.tls) return null;
  const free = await choosePort(port, address);
  return { port: free, address, token: accessToken(dataDir), tls: readTls(options.tls) };
}
