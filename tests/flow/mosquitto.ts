import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const candidates = [
  'mosquitto',
  '/usr/sbin/mosquitto',
  '/usr/local/sbin/mosquitto',
  '/opt/homebrew/sbin/mosquitto',
];
const program = candidates.find((path) => spawnSync(path, ['-h']).error === undefined);

/**
 * For `describe.skipIf(mosquittoMissing)`: a reason that shows in the title where the broker is not installed. Where
 * left-out tests are failures (REQUIRE_E2E=1) it never skips, and starting the broker fails.
 */
export const mosquittoMissing = program === undefined && process.env['REQUIRE_E2E'] !== '1';

/** A title that says why the tests under it were left out, if they were. */
export function titleWithMosquitto(title: string): string {
  return mosquittoMissing ? `${title} [left out: mosquitto is not installed]` : title;
}

export interface MosquittoOptions {
  readonly port?: number;
  /** Further configuration lines; they belong to the one listener. */
  readonly lines?: readonly string[];
  /** Where configuration and persistence live; a new temporary folder if absent. */
  readonly dir?: string;
}

export interface Mosquitto {
  readonly port: number;
  readonly url: string;
  readonly dir: string;
  /** Ends it as an operator would; sessions are kept where `persistence true` is set. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

/** Starts a real Mosquitto on loopback and waits until it answers. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'mosquitto-'));
  const port = options.port ?? (await freePort());
  const config = join(dir, `mosquitto-${port}.conf`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(config, configuration(dir, port, options.lines ?? []));
  let child = await launch(config, port);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    dir,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start: async () => {
      child = await launch(config, port);
    },
  };
}

function configuration(dir: string, port: number, lines: readonly string[]): string {
  const anonymous = lines.some((line) => line.startsWith('allow_anonymous')) ? [] : ['allow_anonymous true'];
  // Started by root it would change to a user who may not read this folder.
  const user = process.getuid?.() === 0 ? ['user root'] : [];
  return [
    ...user,
    `persistence_location ${dir}/`,
    `listener ${port} 127.0.0.1`,
    ...anonymous,
    ...lines,
    '',
  ].join('\n');
}

async function launch(config: string, port: number): Promise<ChildProcess> {
  if (program === undefined) throw new Error('mosquitto is not installed: apt-get install mosquitto');
  const child = spawn(program, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended at once: ${complaint}`);
    if (await answers(port)) return child;
    await pause(25);
  }
  child.kill('SIGKILL');
  throw new Error(`mosquitto did not answer on port ${port}: ${complaint}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Authority {
  readonly caFile: string;
  /** Issues a certificate for a host name or address; `expired` makes one that ended in 2001. */
  issue(host: string, expired?: boolean): Certificate;
}

/** Makes a certificate authority of its own with openssl. */
export function createAuthority(dir: string): Authority {
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  };
  const config = join(dir, 'ca.cnf');
  writeFileSync(config, authorityConfiguration(dir));
  writeFileSync(join(dir, 'index.txt'), '');
  writeFileSync(join(dir, 'serial'), '01');
  const [key, cert] = [join(dir, 'ca.key'), join(dir, 'ca.pem')];
  run(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    '-days',
    '30',
    '-subj',
    '/CN=Test CA',
  );
  let issued = 0;
  return {
    caFile: cert,
    issue: (host, expired = false) => {
      const name = join(dir, `server-${(issued += 1)}`);
      const [keyFile, certFile, request, extensions] = [
        `${name}.key`,
        `${name}.pem`,
        `${name}.csr`,
        `${name}.ext`,
      ];
      const subject = /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`;
      writeFileSync(extensions, `subjectAltName=${subject}\n`);
      run(
        'req',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        keyFile,
        '-out',
        request,
        '-subj',
        `/CN=${host}`,
      );
      const [from, to] = expired ? ['000101000000Z', '010101000000Z'] : ['200101000000Z', '450101000000Z'];
      const span = ['-startdate', from, '-enddate', to] as string[];
      const signing = ['-config', config, '-cert', cert, '-keyfile', key, '-extfile', extensions];
      run('ca', '-batch', '-notext', ...signing, ...span, '-in', request, '-out', certFile);
      return { certFile, keyFile };
    },
  };
}

function authorityConfiguration(dir: string): string {
  return [
    '[ca]',
    'default_ca = own',
    '[own]',
    `dir = ${dir}`,
    `database = ${join(dir, 'index.txt')}`,
    `serial = ${join(dir, 'serial')}`,
    `new_certs_dir = ${dir}`,
    'default_md = sha256',
    'policy = any',
    'unique_subject = no',
    'copy_extensions = none',
    '[any]',
    'commonName = supplied',
    '',
  ].join('\n');
}
