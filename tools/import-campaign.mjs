import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const help = `Imports a campaign into a running station. The folder must lie on the station's own disk.
  npm run import:campaign -- --url "http://127.0.0.1:PORT/?token=TOKEN" DIR
  --url ADDRESS   the address the station printed when it started, token included
  --help          this text
Ctrl+C stops after the batch in hand; only whole batches stay. Importing twice adds nothing.
`;
const pollMs = 500;
const reportMs = 5000;
const ended = ['done', 'cancelled', 'failed'];

process.exitCode = await main();

async function main() {
  let station;
  let dir;
  try {
    const { values, positionals } = parseArgs({
      options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    station = stationAt(values.url);
    dir = folderOf(positionals);
  } catch (problem) {
    tell(`${problem.message}\nTry --help.`);
    return 2;
  }
  try {
    return await importFrom(station, dir);
  } catch (problem) {
    tell(problem.message);
    return 1;
  }
}

function folderOf(positionals) {
  const [dir, ...more] = positionals;
  if (!dir) throw new Error('Name the folder of the campaign');
  if (more.length > 0) throw new Error(`${more[0]} is one word too many`);
  return resolve(process.env.INIT_CWD ?? process.cwd(), dir);
}

/** @returns what asks one verb of the station */
function stationAt(url) {
  if (!url || !URL.canParse(url)) throw new Error('--url is missing or no address');
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token');
  if (!token) throw new Error('--url must end in ?token=…, as the station printed it');
  return (method, verb, input) => ask(`${origin}/api/v1/import/${verb}`, token, method, input);
}

async function ask(address, token, method, input) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = input ? { body: JSON.stringify(input) } : {};
  const answer = await fetch(address, { method, headers, ...body }).catch((problem) => {
    throw new Error(`The station does not answer at ${new URL(address).origin}: ${causeOf(problem)}`);
  });
  const json = await answer.json().catch(() => ({}));
  if (answer.ok) return json;
  throw new Error(json.data?.words ?? json.message ?? `The station answered ${answer.status}`);
}

function causeOf(problem) {
  return problem.cause?.code ?? problem.cause?.message ?? problem.message;
}

async function importFrom(station, dir) {
  const begun = performance.now();
  tell(`Checking ${dir} ...`);
  let progress = await station('POST', 'campaign', { path: dir });
  const release = cancelOnInterrupt(station);
  let reportAt = begun;
  let named = '';
  while (!ended.includes(progress.state)) {
    if (progress.current !== null && (progress.current !== named || performance.now() > reportAt)) {
      tell(lineOf(progress));
      named = progress.current;
      reportAt = performance.now() + reportMs;
    }
    await wait(pollMs);
    progress = await station('GET', 'progress');
  }
  release();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  tell(`${progress.words}\n${count(progress.readings)} readings in ${seconds} s`);
  return progress.state === 'done' ? 0 : progress.state === 'cancelled' ? 130 : 1;
}

/** The first Ctrl+C asks the station to stop after its batch, the second leaves it alone and ends this program. */
function cancelOnInterrupt(station) {
  let asked = false;
  const onInterrupt = () => {
    if (asked) process.exit(130);
    asked = true;
    tell('Stopping after the batch in hand ...');
    station('POST', 'cancel').catch((problem) => tell(problem.message));
  };
  process.on('SIGINT', onInterrupt);
  return () => process.off('SIGINT', onInterrupt);
}

function lineOf({ imported, skipped, batches, current, readings, readingsTotal }) {
  const percent = readingsTotal > 0 ? Math.floor((100 * readings) / readingsTotal) : 0;
  return `  ${imported + skipped + 1} of ${batches}: ${current} (${percent} %)`;
}

function count(value) {
  return value.toLocaleString('en');
}

function tell(words) {
  process.stderr.write(`${words}\n`);
}
