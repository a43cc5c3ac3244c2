import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { accessToken } from '../workers/host/access-token';
import { dataDirFor } from '../workers/host/data-dir';
import { choosePort, usualPort } from '../workers/host/free-port';
import { hostLog, openLogFile } from '../workers/host/log-file';
import { keepPrivate, prepareFolder } from '../workers/host/keep-private';
import { masterKey } from '../workers/host/master-key';
import { optionHelp, parseHostOptions } from '../workers/host/options';
import type { HostOptions } from '../workers/host/options';
import { pageAddress } from '../workers/host/page-address';
import { readTls } from '../workers/host/read-tls';
import { wallClock } from '../workers/host/wall-clock';
import { driverPlan, workerPlans } from '../workers/host/worker-plans';
import driverPath from '../workers/driver/driver-worker?modulePath';
import { supervise } from '../workers/supervise';
import { spawnChild } from './spawn-child';
import { spawnThread } from './spawn-thread';

/** Root of the application, seen from out/main where this file is built to. */
const appDir = join(import.meta.dirname, '..', '..');

keepPrivate();
void run().catch((problem: unknown) =>
  leave(1, problem instanceof Error ? problem.message : String(problem)),
);

async function run(): Promise<void> {
  const parsed = parseHostOptions(process.argv.slice(2));
  if (!parsed.ok) return leave(2, parsed.words);
  if (parsed.options.help) return void process.stdout.write(optionHelp);
  await serve(parsed.options);
}

async function serve(options: HostOptions): Promise<void> {
  const { address } = options;
  const dataDir = dataDirFor(options.dataDir);
  prepareFolder(dataDir);
  const logFile = openLogFile(join(dataDir, 'logs'), 'host');
  const log = hostLog(logFile);
  const tls = readTls(options.tls);
  const token = accessToken(dataDir);
  let port = await choosePort(options.port, address);
  let announced = false;
  const supervisor = supervise({
    workers: workerPlans({
      host: 'headless',
      appVersion: appVersion(),
      dataDir,
      masterKeyHex: masterKey(dataDir, undefined).keyHex,
      modelsDir: join(appDir, 'models'),
      rendererDir: join(appDir, 'out', 'renderer'),
      http: () => ({ port, address, token, tls }),
      demo: options.demo,
      brokerUrl: options.brokerUrl ?? null,
      ...(options.bridge ? { bridge: options.bridge } : {}),
      anchorFolders: options.anchors === undefined ? [] : [resolve(options.anchors)],
    }),
    family: driverPlan,
    spawn: (name) => (driverPlan(name) ? spawnChild(driverPath, logFile) : spawnThread(name, log, logFile)),
    openChannel: () => {
      const { port1, port2 } = new MessageChannel();
      return [port1, port2];
    },
    log,
    clock: wallClock,
    onStationUp: (facts) => {
      port = Number(facts['httpPort'] ?? port);
      if (announced) return;
      announced = true;
      announce(port);
    },
    onStationDown: () => undefined,
    onFatal: (worker, words) => {
      if (worker === 'station' && !announced) void stop(1, words);
    },
  });
  stopOnSignals();

  function announce(servedPort: number): void {
    if (options.port === undefined && servedPort !== usualPort)
      process.stdout.write(`Port ${usualPort} is in use: serving on ${servedPort} instead.\n`);
    process.stdout.write(`${pageAddress({ address, port: servedPort, token, tls: tls !== null })}\n`);
  }

  async function stop(code: number, words?: string): Promise<void> {
    await supervisor.stop();
    leave(code, words);
  }

  function stopOnSignals(): void {
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        asked += 1;
        log('info', `${signal}: stopping`);
        if (asked > 2) process.exit(1);
        void stop(0);
      });
    for (const cause of ['uncaughtException', 'unhandledRejection'] as const)
      process.on(cause, (problem: unknown) => {
        log('error', `A bug in the host (${cause}): stopping`, { error: stackOf(problem) });
        void stop(70);
      });
  }
}

function appVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(appDir, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

function stackOf(problem: unknown): string {
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}

function leave(code: number, words?: string): void {
  if (words) process.stderr.write(`${words}\n`);
  process.exit(code);
}
