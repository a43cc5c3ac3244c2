import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build.mjs';
import { needNode24, root } from './node-24.mjs';

const help = `Trains a model without a window and prints its verdict.
  npm run train -- --config FILE.json (--data DIR | --url "http://127.0.0.1:PORT/?token=TOKEN")
  --config FILE   the plan as JSON; see below
  --data DIR      data folder; a station is started on it for the time of the training
  --url ADDRESS   a station that runs already, as it printed its address
  --user ID       who trains, where people have accounts; the password in BT_PASSWORD, a code in BT_TOTP
  --champion WHY  make the model the champion if it met its limits, with this reason
  --help          this text
The least plan is {"name": "od600-campaign"}: it trains on all batches that their campaign calls shakedown or training
and is judged on those it calls hold-out. Everything else that may be set: target (OD600, DCW), scale, training, holdOut
(batch ids), features (compact, gas, wide, custom with featureNames), structure (hybrid, boosting, ridge), logTarget,
booster, tuning {trials, minutes}, folds, repeats, interval {level, method, basis}, acceptance, seed, threads.
Ends with 0 when the limits were met, 3 when they were not or too few samples decide, 1 when nothing was trained.
`;
const pollMs = 500;
const ended = ['done', 'cancelled', 'failed'];

process.exitCode = await main();

async function main() {
  let values;
  let plan;
  try {
    ({ values } = parseArgs({
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        url: { type: 'string' },
        champion: { type: 'string' },
        user: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
    if (values.help) {
      process.stdout.write(help);
      return 0;
    }
    if (!values.config) throw new Error('--config is missing: name the file of the plan');
    if (Boolean(values.data) === Boolean(values.url)) throw new Error('Give --data or --url, one of them');
    plan = planFrom(seen(values.config));
  } catch (problem) {
    tell(`${problem.message}\nTry --help.`);
    return 2;
  }
  let station;
  try {
    station = values.url
      ? { url: values.url, stop: async () => undefined }
      : await startStation(seen(values.data));
    return await train(await signedIn(station.url, values.user), plan, values.champion);
  } catch (problem) {
    tell(problem.message);
    return 1;
  } finally {
    await station?.stop();
  }
}

function seen(path) {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function planFrom(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (problem) {
    throw new Error(`${path} cannot be read as JSON: ${problem.message}`, { cause: problem });
  }
}

/** Starts a station without its demo; answers when it has printed its address. */
async function startStation(dataDir) {
  await buildIfNeeded();
  const program = join(root, 'out', 'main', 'headless.js');
  const args = [program, '--data', dataDir, '--no-demo', '--port', '0'];
  const child = spawn(needNode24(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints = [];
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const gone = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url) return { url, stop };
  }
  await gone;
  throw new Error(`The station did not start: ${complaints.at(-1) ?? 'it said nothing'}`);
}

/** The verbs of a station, as a person where one is named. */
async function signedIn(url, userId) {
  if (userId === undefined) return verbsAt(url);
  const { BT_PASSWORD: password, BT_TOTP: totp } = process.env;
  if (!password) throw new Error('Put the password of --user into BT_PASSWORD');
  const code = totp ? { totp } : {};
  const { key } = await verbsAt(url)('POST', '/people/sign-in', { userId, password, ...code });
  return verbsAt(url, { 'x-session': key });
}

/** @returns what asks one verb of the station */
function verbsAt(url, session = {}) {
  if (!URL.canParse(url)) throw new Error('--url is no address');
  const { origin, searchParams } = new URL(url);
  const headers = {
    authorization: `Bearer ${searchParams.get('token') ?? ''}`,
    'content-type': 'application/json',
    ...session,
  };
  return async (method, path, input) => {
    const body = input ? { body: JSON.stringify(input) } : {};
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers, ...body }).catch((problem) => {
      throw new Error(`The station does not answer at ${origin}: ${problem.cause?.code ?? problem.message}`);
    });
    const json = await answer.json().catch(() => ({}));
    if (answer.ok) return json;
    if (answer.status === 401 && !session['x-session'])
      throw new Error('People have accounts at this station: name who trains with --user ID');
    throw new Error(
      json.data?.words ?? issueOf(json) ?? json.message ?? `The station answered ${answer.status}`,
    );
  };
}

function issueOf({ data }) {
  const issue = data?.issues?.[0];
  return issue && `The plan is wrong at ${issue.path?.join('.') || 'its top'}: ${issue.message}`;
}

async function train(ask, given, champion) {
  const plan = await filledPlan(ask, given);
  const { problems } = await ask('POST', '/training/check', plan);
  for (const { severity, words } of problems) tell(`${severity}: ${words}`);
  if (problems.some(({ severity }) => severity === 'refused')) return 1;
  let job = await ask('POST', '/training/start', plan);
  const release = cancelOnInterrupt(ask, job.id);
  let told = 0;
  while (!ended.includes(job.state)) {
    await wait(pollMs);
    job = await ask('GET', `/training/${job.id}`);
    for (const line of job.log.slice(told)) tell(`  ${Math.round(100 * job.done)} % ${line.words}`);
    told = job.log.length;
  }
  release();
  if (job.state !== 'done') {
    tell(job.words);
    return job.state === 'cancelled' ? 130 : 1;
  }
  const { name, version, passed } = job.product;
  printReport(await ask('GET', `/models/${name}/${version}/report`));
  if (champion && passed) {
    await ask('POST', `/models/${name}/${version}/promote`, { reason: champion });
    process.stdout.write(`${name} ${version} leads now\n`);
  }
  return passed ? 0 : 3;
}

/** Batches by what their campaign calls them, where the plan names none. */
async function filledPlan(ask, plan) {
  const { batches } = await ask('GET', '/training/options');
  const of = (roles) => batches.filter(({ role }) => roles.includes(role)).toReversed();
  const training = plan.training ?? of(['shakedown', 'training']).map(({ id }) => id);
  const holdOut = plan.holdOut ?? of(['hold-out']).map(({ id }) => id);
  const scale = plan.scale ?? batches.find(({ id }) => training.includes(id))?.scale;
  return { ...plan, training, holdOut, scale };
}

function printReport(report) {
  const { name, version, verdict, agreement, baselines, coverage, simulated, model, holdOut } = report;
  const lines = [
    `${name} ${version}${simulated === true ? ', simulated batches' : ''}`,
    verdict.words,
    ...verdict.checks.map(
      (check) => `  ${check.state.padEnd(9)} ${check.name}: ${check.found} (limit ${check.limit})`,
    ),
    ...agreement.map((one) => `  ${one.part}: ${figures(one)}`),
    ...baselines
      .filter(({ part }) => part === 'hold-out')
      .map((one) => `  ${one.name}, ${one.part}: ${figures(one)}`),
    ...coverage.overall.map((one) => `  band, ${one.part}: ${one.held} of ${one.n}`),
    `  ${model.words}`,
    `  hold-out: ${holdOut.words}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function figures({ n, mrePct, rmse, r2, bias }) {
  return `n ${n}, MRE ${mrePct.toFixed(2)} %, RMSE ${rmse.toFixed(2)}, R2 ${r2?.toFixed(4) ?? '-'}, bias ${bias.toFixed(2)}`;
}

/** The first Ctrl+C asks the trainer to stop, the second ends this program. */
function cancelOnInterrupt(ask, id) {
  let asked = false;
  const onInterrupt = () => {
    if (asked) process.exit(130);
    asked = true;
    tell('Stopping ...');
    ask('POST', `/training/${id}/cancel`).catch((problem) => tell(problem.message));
  };
  process.on('SIGINT', onInterrupt);
  return () => process.off('SIGINT', onInterrupt);
}

function tell(words) {
  process.stderr.write(`${words}\n`);
}
