import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './mosquitto';

const program = ['influxd', '/usr/bin/influxd', '/usr/local/bin/influxd'].find(
  (path) => spawnSync(path, ['version']).error === undefined,
);

/** As for Mosquitto: where left-out tests are failures it never skips. */
export const influxdMissing = program === undefined && process.env['REQUIRE_E2E'] !== '1';

/** A title that says why the tests under it were left out, if they were. */
export function titleWithInfluxd(title: string): string {
  return influxdMissing ? `${title} [left out: influxdb is not installed]` : title;
}

export interface Influxd {
  readonly url: string;
  readonly database: string;
  write(lines: string): Promise<void>;
  /** Rows of an InfluxQL query, with times in ms. */
  query(q: string): Promise<readonly (readonly (string | number | boolean | null)[])[]>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Ends it and removes what it stored. */
  remove(): Promise<void>;
}

/** Starts a real InfluxDB 1.x on loopback, with one database, and waits until it answers. */
export async function startInfluxd(): Promise<Influxd> {
  const dir = mkdtempSync(join(tmpdir(), 'influxd-'));
  const [http, rpc] = [await freePort(), await freePort()];
  const config = join(dir, 'influxdb.conf');
  writeFileSync(config, configuration(dir, http, rpc));
  const url = `http://127.0.0.1:${http}`;
  const database = 'edge';
  let child = await launch(config, url);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  const ask = async (q: string, method: 'GET' | 'POST') => {
    const params = new URLSearchParams({ db: database, epoch: 'ms', q });
    const answer = await fetch(`${url}/query?${params.toString()}`, { method });
    return (await answer.json()) as {
      results: { error?: string; series?: { values: (string | number | boolean | null)[][] }[] }[];
    };
  };
  await ask(`CREATE DATABASE ${database}`, 'POST');
  return {
    url,
    database,
    write: async (lines) => {
      const answer = await fetch(`${url}/write?db=${database}&precision=ms`, { method: 'POST', body: lines });
      if (answer.status !== 204) throw new Error(`influxd did not take it: ${await answer.text()}`);
    },
    query: async (q) => {
      const [result] = (await ask(q, 'GET')).results;
      if (result?.error !== undefined) throw new Error(result.error);
      return (result?.series ?? []).flatMap(({ values }) => values);
    },
    kill,
    start: async () => {
      child = await launch(config, url);
    },
    remove: async () => {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function configuration(dir: string, http: number, rpc: number): string {
  return [
    'reporting-disabled = true',
    `bind-address = "127.0.0.1:${rpc}"`,
    '[meta]',
    `dir = "${join(dir, 'meta')}"`,
    '[data]',
    `dir = "${join(dir, 'data')}"`,
    `wal-dir = "${join(dir, 'wal')}"`,
    'query-log-enabled = false',
    '[monitor]',
    'store-enabled = false',
    '[http]',
    `bind-address = "127.0.0.1:${http}"`,
    'log-enabled = false',
    '',
  ].join('\n');
}

async function launch(config: string, url: string): Promise<ChildProcess> {
  if (program === undefined) throw new Error('influxd is not installed: apt-get install influxdb');
  const child = spawn(program, ['-config', config], { stdio: 'ignore' });
  for (let tries = 0; tries < 400; tries += 1) {
    if (child.exitCode !== null) throw new Error('influxd ended at once');
    const answer = await fetch(`${url}/ping`).catch(() => null);
    if (answer?.status === 204) return child;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`influxd did not answer at ${url}`);
}
