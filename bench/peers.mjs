import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { atEnd, freePort, pause, tempDir, untilTrue } from './stage.mjs';

/** Other stores on the same machine with the same simulated readings, where Debian's packages are installed. */

const batchPoints = 5000;

export function noInflux() {
  return existsSync('/usr/bin/influxd') ? undefined : 'influxdb is not installed';
}

/** InfluxDB 1.x with its default settings in a folder of its own. */
export async function startInflux() {
  const dir = tempDir('influx');
  const [http, rpc] = [await freePort(), await freePort()];
  const config = join(dir, 'influx.conf');
  writeFileSync(
    config,
    [
      'reporting-disabled = true',
      `bind-address = "127.0.0.1:${rpc}"`,
      `[meta]\n  dir = "${dir}/meta"`,
      `[data]\n  dir = "${dir}/data"\n  wal-dir = "${dir}/wal"\n  query-log-enabled = false`,
      `[http]\n  bind-address = "127.0.0.1:${http}"\n  log-enabled = false`,
      '[logging]\n  level = "error"',
    ].join('\n'),
  );
  const child = spawn('/usr/bin/influxd', ['-config', config], { stdio: 'ignore' });
  atEnd(() => child.kill('SIGKILL'));
  const base = `http://127.0.0.1:${http}`;
  await untilTrue(
    () =>
      fetch(`${base}/ping`).then(
        ({ ok }) => ok,
        () => false,
      ),
    10_000,
    'InfluxDB does not answer',
  );
  await fetch(`${base}/query`, { method: 'POST', body: new URLSearchParams({ q: 'CREATE DATABASE bench' }) });
  return {
    dir,
    write: (body) => post(http, '/write?db=bench&precision=ms', body, 204),
    query: async (q) => {
      const answer = await fetch(`${base}/query?db=bench&epoch=ms&q=${encodeURIComponent(q)}`);
      return answer.json();
    },
    bytes: () => bytesBelow(join(dir, 'data')) + bytesBelow(join(dir, 'wal')),
    child,
  };
}

function post(port, path, body, wanted) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST' }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === wanted ? resolve() : reject(new Error(`HTTP ${answer.statusCode}`)),
      );
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Narrow batches of 5,000 points, two under way: what suits InfluxDB best. Answers ms. */
export async function fillInflux(influx, load) {
  const begun = performance.now();
  const under = new Set();
  let lines = [];
  const send = async () => {
    const sending = influx.write(lines.join('\n')).finally(() => under.delete(sending));
    under.add(sending);
    lines = [];
    if (under.size >= 2) await Promise.race(under);
  };
  for (let s = 0; s < load.seconds; s += 1)
    for (let c = 0; c < load.tags.length; c += 1) {
      lines.push(`s,c=${c} v=${load.value(c, s)} ${load.start + s * 1000}`);
      if (lines.length === batchPoints) await send();
    }
  if (lines.length > 0) await send();
  await Promise.all(under);
  return performance.now() - begun;
}

export function noPostgres() {
  return postgresBin() ? undefined : 'postgresql is not installed';
}

function postgresBin() {
  const root = '/usr/lib/postgresql';
  const version = existsSync(root) ? readdirSync(root).toSorted().at(-1) : undefined;
  return version && existsSync(join(root, version, 'bin', 'initdb')) ? join(root, version, 'bin') : undefined;
}

/** PostgreSQL with its default settings in a folder of its own, over a socket. */
export async function startPostgres() {
  const bin = postgresBin();
  const dir = tempDir('postgres');
  const data = join(dir, 'data');
  mkdirSync(data);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    for (const path of [dir, data]) chownSync(path, id('-u'), id('-g'));
  }
  const as = (program, args) =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];
  execFileSync(...as(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres']), {
    stdio: 'ignore',
    cwd: dir,
  });
  const port = await freePort();
  const server = spawn(
    ...as(join(bin, 'postgres'), ['-D', data, '-k', dir, '-p', String(port), '-c', 'listen_addresses=']),
    {
      stdio: 'ignore',
      cwd: dir,
    },
  );
  atEnd(async () => {
    server.kill('SIGINT');
    await pause(1500);
  });
  const psqlArgs = ['-h', dir, '-p', String(port), '-U', 'postgres', '-qAt'];
  const sql = (text) =>
    execFileSync('psql', [...psqlArgs, '-c', text], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  await untilTrue(
    () => {
      try {
        return sql('SELECT 1').trim() === '1';
      } catch {
        return false;
      }
    },
    15_000,
    'PostgreSQL does not answer',
  );
  sql('CREATE TABLE s (c int2 NOT NULL, t int8 NOT NULL, v float8, PRIMARY KEY (c, t))');
  return {
    sql,
    copy: () =>
      spawn('psql', [...psqlArgs, '-c', 'COPY s FROM STDIN'], { stdio: ['pipe', 'ignore', 'ignore'] }),
    bytes: () => Number(sql("SELECT pg_total_relation_size('s')")),
  };
}

/** One COPY for every 100,000 points, each a durable commit. Answers ms. */
export async function fillPostgres(postgres, load) {
  const begun = performance.now();
  let lines = [];
  const send = () =>
    new Promise((resolve, reject) => {
      const child = postgres.copy();
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`COPY ended with ${code}`))));
      child.stdin.end(`${lines.join('\n')}\n`);
      lines = [];
    });
  for (let s = 0; s < load.seconds; s += 1)
    for (let c = 0; c < load.tags.length; c += 1) {
      lines.push(`${c}\t${load.start + s * 1000}\t${load.value(c, s)}`);
      if (lines.length === 100_000) await send();
    }
  if (lines.length > 0) await send();
  return performance.now() - begun;
}

function bytesBelow(dir) {
  return readdirSync(dir, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(dir, entry.name);
    return sum + (entry.isDirectory() ? bytesBelow(path) : statSync(path).size);
  }, 0);
}
