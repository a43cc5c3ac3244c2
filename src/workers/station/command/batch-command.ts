import {
  batchHelp,
  closeOrder,
  createOrder,
  type BatchCommand,
  type CloseOrder,
  type CreateOrder,
  type PersonPlace,
} from './batch-options';
import { OptionProblem } from './data-options';
import { signedIn, type SignedInStation } from './signed-in-station';
import { typedSecret } from './typed-secret';

/** `bt create` and `bt close`: a batch at a running station, by a person who signs in for it. */
const [command = '', ...args] = process.argv.slice(2);
process.exitCode = await main();

async function main(): Promise<number> {
  if (!isCommand(command)) throw new Error(`There is no command ${command}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(batchHelp[command]);
    return 0;
  }
  try {
    return await run(command);
  } catch (error) {
    const usage =
      error instanceof OptionProblem ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    const words = error instanceof Error ? error.message : String(error);
    tell(usage ? `${words}\nTry npx bt ${command} --help.` : words);
    return usage ? 2 : 1;
  }
}

function run(name: BatchCommand): Promise<number> {
  if (name === 'create') {
    const order = createOrder(args, Date.now());
    return asPerson(order, (station) => create(station, order));
  }
  const order = closeOrder(args);
  return asPerson(order, (station, password) => close(station, order, password));
}

async function asPerson(
  order: PersonPlace,
  act: (station: SignedInStation, password: string) => Promise<number>,
): Promise<number> {
  const password = process.env['BT_PASSWORD'] ?? (await typedSecret(`Password of ${order.user}: `));
  const station = await signedIn({ ...order, password });
  try {
    return await act(station, password);
  } finally {
    await station.signOut();
  }
}

interface Finding {
  readonly rule: string;
  readonly words: string;
}
type Outcome =
  | { readonly outcome: 'kept'; readonly record: { readonly id: string; readonly batchId: string | null } }
  | { readonly outcome: 'asks' | 'refused'; readonly findings: readonly Finding[] }
  | { readonly outcome: 'conflict'; readonly words: string };

async function create(station: SignedInStation, { unit, body, answers, at }: CreateOrder): Promise<number> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const entry = { kind: 'batch', batchId: null, unitId: unit, eventAt: at, zone, body, answers };
  const done = await station.ask<Outcome>('POST', '/ebr/record', { entry });
  if (done.outcome === 'kept') {
    process.stdout.write(`${done.record.batchId ?? done.record.id}\n`);
    tell(`The batch record was entered by ${station.name}`);
    return 0;
  }
  if (done.outcome === 'conflict') tell(done.words);
  else {
    tell(
      done.outcome === 'asks'
        ? 'Rules ask for a reason: give --answer RULE=WHY'
        : 'Refused; the attempt is kept',
    );
    for (const { rule, words } of done.findings) tell(`  ${rule}: ${words}`);
  }
  return 1;
}

interface Run {
  readonly state: string;
}

async function close(station: SignedInStation, order: CloseOrder, password: string): Promise<number> {
  const path = `/ebr/batch/${encodeURIComponent(order.batch)}`;
  const move = (name: string, reason: string | undefined): Promise<Run> =>
    station.ask<Run>('POST', `${path}/move`, { move: name, ...(reason === undefined ? {} : { reason }) });
  let { state } = (await station.ask<{ batch: Run }>('GET', path)).batch;
  if (order.abort !== undefined) ({ state } = await move('abort', order.abort));
  else if (state === 'running' || state === 'held') ({ state } = await move('end', order.reason));
  if (state === 'ended') {
    const blockers = await station.ask<{ words: string }[]>('GET', `${path}/blockers`);
    if (blockers.length > 0) {
      tell(`${order.batch} has ended; before its closure:`);
      for (const { words } of blockers) tell(`  ${words}`);
      return 1;
    }
    ({ state } = await move('propose-closure', order.reason));
  }
  tell(`${order.batch} is ${state} now`);
  return order.sign === undefined ? 0 : sign(station, order, order.sign, password);
}

async function sign(
  station: SignedInStation,
  order: CloseOrder,
  meaning: string,
  password: string,
): Promise<number> {
  const { subject } = await station.ask<{ subject: unknown }>('POST', '/signatures/offer', {
    type: 'batch',
    id: order.batch,
  });
  const { words, name } = await station.ask<{ words: string; name: string }>('POST', '/signatures/sign', {
    subject,
    meaning,
    credentials: { userId: order.user, password, ...(order.totp === undefined ? {} : { totp: order.totp }) },
    ...(order.reason === undefined ? {} : { reason: order.reason }),
  });
  tell(`Signed: ${words}, ${name}`);
  return 0;
}

function isCommand(name: string): name is BatchCommand {
  return Object.hasOwn(batchHelp, name);
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}
