import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ReportJob } from '../../../shared/contract/reports';
import { keepPrivate } from '../../host/keep-private';
import { unzip } from '../reports/bundle/unzip';
import { OptionProblem } from './data-options';

const help = `The record of a batch, from a station that runs.
  npx bt record BATCH --url URL --pdf FILE
  npx bt export --bundle BATCH --url URL --out FILE.zip|FOLDER
  --url URL     the address the station printed, token included
  --pdf FILE    the batch record to read and to print
  --out PLACE   everything about the batch, to be checked without this program (README.txt in it says how)
`;
const pollMs = 200;
const [command, ...args] = process.argv.slice(2);
keepPrivate();
process.exitCode = await main();

interface Order {
  readonly kind: 'pdf' | 'bundle';
  readonly batch: string;
  readonly url: string;
  readonly out: string;
}

async function main(): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  try {
    return await make(orderOf());
  } catch (error) {
    const usage =
      error instanceof OptionProblem ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(usage ? `${words}\n${help}` : `${words}\n`);
    return usage ? 2 : 1;
  }
}

function orderOf(): Order {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { url: text, pdf: text, out: text, bundle: text },
  });
  const kind = command === 'record' ? 'pdf' : 'bundle';
  const batch = kind === 'pdf' ? positionals[0] : values.bundle;
  const out = kind === 'pdf' ? values.pdf : values.out;
  if (batch === undefined) throw new OptionProblem('Name the batch.');
  if (values.url === undefined) throw new OptionProblem('Give --url with the address the station printed.');
  if (out === undefined)
    throw new OptionProblem(kind === 'pdf' ? 'Give --pdf FILE.' : 'Give --out FILE.zip or a folder.');
  return { kind, batch, url: values.url, out: resolve(out) };
}

async function make({ kind, batch, url, out }: Order): Promise<number> {
  const ask = asker(url);
  const path = `/ebr/batch/${encodeURIComponent(batch)}/${kind}`;
  let job = (await (await ask('POST', path)).json()) as ReportJob;
  let said = '';
  while (job.state === 'running') {
    if (job.words !== said) process.stderr.write(`  ${job.words}\n`);
    said = job.words;
    await wait(pollMs);
    job = (await (await ask('GET', `/report/${job.id}`)).json()) as ReportJob;
  }
  if (job.state !== 'done') throw new Error(job.words);
  const bytes = new Uint8Array(await (await ask('GET', `/report/${job.id}/file`)).arrayBuffer());
  write(kind, out, bytes);
  const counts = Object.entries(job.counts).map(([name, count]) => `${name} ${count}`);
  process.stderr.write(`${out}\nSHA-256 ${job.file?.sha256 ?? ''}\n${counts.join(', ')}\n`);
  return 0;
}

/** A bundle goes into a folder unless the place is called `.zip`. */
function write(kind: Order['kind'], out: string, bytes: Uint8Array): void {
  mkdirSync(dirname(out), { recursive: true });
  if (kind === 'pdf' || out.endsWith('.zip')) return writeFileSync(out, bytes);
  for (const file of unzip(bytes)) {
    const path = join(out, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
}

function asker(url: string): (method: 'GET' | 'POST', path: string) => Promise<Response> {
  const { origin, searchParams } = new URL(url);
  const headers = {
    authorization: `Bearer ${searchParams.get('token') ?? ''}`,
    'content-type': 'application/json',
  };
  return async (method, path) => {
    const body = method === 'POST' ? { body: '{}' } : {};
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...body }).catch(
      (error: unknown) => {
        throw new Error(`The station does not answer at ${origin}`, { cause: error });
      },
    );
    if (answer.ok) return answer;
    const told = (await answer.json().catch(() => ({}))) as { message?: string; data?: { words?: string } };
    throw new Error(told.data?.words ?? told.message ?? `The station answered ${answer.status}`);
  };
}
