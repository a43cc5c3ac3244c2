import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { permissions, type PersonRole } from '../../../../shared/model/role';
import { demand, runStep, type Step } from './evidence';
import { at, findable, type Bench, type Look, type OqOrder } from './oq-bench';
import { backedUp, exported, history, tampered, verified } from './oq-data';
import { openScratchStation, type Visitor } from './scratch-station';

const password = (userId: string): string => `oq scratch password of ${userId}`;
const marker = 'Planted by the operational qualification';

/** The product on a folder of its own, step by step; a station of yours is not touched. */
export async function oqSteps(order: OqOrder, tell: (step: Step) => void = () => undefined): Promise<Step[]> {
  const dataDir = join(order.scratch, 'data');
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32).toString('hex');
  const station = await openScratchStation(dataDir, order.threads, order.appVersion, key);
  const bench: Bench = { order, dataDir, station, admin: station.visitor(), people: new Map() };
  const steps: Step[] = [];
  const run = async (
    list: readonly [string, string, string, (on: Bench) => ReturnType<Look>][],
  ): Promise<void> => {
    for (const [id, words, expected, look] of list) {
      const step = await runStep({ id, words, expected }, () => look(bench));
      tell(step);
      steps.push(step);
    }
  };
  try {
    await run(whileRunning);
  } finally {
    await station.close();
  }
  await run(onTheFiles);
  return steps;
}

const whileRunning: readonly [string, string, string, (on: Bench) => ReturnType<Look>][] = [
  ['OQ-01', 'No account is there before the first', 'Usual names and passwords are refused', noDefaults],
  ['OQ-02', 'First administrator and people', 'Each sets an own password and attests', accounts],
  ['OQ-03', 'Roles apart', 'An administrator is not given a role of QA', rolesApart],
  [
    'OQ-04',
    'Deny by default',
    'Every verb beyond viewing is refused to a viewer, and to nobody signed in',
    denied,
  ],
  ['OQ-05', 'Who and when come from the session', 'A forged actor and time in a call change nothing', forged],
  ['OQ-06', 'Refused attempts are kept', 'A refused entry stands in the ledger with its words', attempts],
  [
    'OQ-07',
    'Signatures',
    'Wrong password, author as approver: refused; QA with the password: signed',
    signatures,
  ],
  ['OQ-08', 'History', '3,600 samples come back as they were recorded', history],
  ['OQ-09', 'Export', 'Files agree with the hashes and counts of their manifest', exported],
];

const onTheFiles: readonly [string, string, string, (on: Bench) => ReturnType<Look>][] = [
  ['OQ-10', 'Ledger replayed against the tables', 'Nothing differs', verified],
  ['OQ-11', 'Backup and restore', 'The restored folder is the same, with the same head', backedUp],
  ['OQ-12', 'Tampering', 'One changed letter in records.db is found, with its table', tampered],
];

async function refusalOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return '';
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'failed';
  }
}

const usualCredentials = [
  ['admin', 'admin'],
  ['admin', 'admin123'],
  ['administrator', 'password'],
  ['operator', 'operator'],
] as const;

async function noDefaults({ station }: Bench): ReturnType<Look> {
  const tried: string[] = [];
  for (const [userId, word] of usualCredentials) {
    const { client } = station.visitor();
    const code = await refusalOf(() => client.people.signIn({ userId, password: word }));
    demand(code !== '', `${userId} could sign in`);
    tried.push(`${userId}: ${code}`);
  }
  return { actual: `${tried.length} tries refused` };
}

async function accounts({ admin, station, people }: Bench): ReturnType<Look> {
  const first = {
    name: 'Olga Qualification',
    userId: 'oq-administrator',
    password: password('oq-administrator'),
  };
  await admin.client.people.first({ ...first, attested: true });
  const roles: PersonRole[] = ['viewer', 'technician', 'engineer', 'qa-approver'];
  for (const role of roles) {
    const userId = `oq-${role}`;
    const wish = { role, unitId: null, until: null };
    const { secret } = await admin.client.people.invite({
      name: `${role.replace('-', ' ')} Qualification`,
      userId,
      grants: [wish],
      how: 'Made by the operational qualification',
      reason: 'The qualification has one administrator',
    });
    const visitor = station.visitor();
    await visitor.client.people.redeem({ userId, secret, password: password(userId) });
    await visitor.client.people.signIn({ userId, password: password(userId) });
    await visitor.client.people.attest({ password: password(userId) });
    people.set(role, visitor);
  }
  return { actual: `1 administrator, ${people.size} people, each signed in` };
}

async function rolesApart({ admin, people }: Bench): ReturnType<Look> {
  const personId =
    (await admin.client.people.list()).find(({ userId }) => userId === 'oq-administrator')?.personId ?? '';
  const grant = { role: 'qa-approver' as const, unitId: null, until: null };
  const code = await refusalOf(() =>
    admin.client.people.grant({ personId, grant, reason: 'Tried by the qualification' }),
  );
  demand(code !== '', 'An administrator was given a role of QA');
  demand(people.size > 0, 'Nobody is signed in');
  return { actual: `Refused: ${code}` };
}

async function denied({ station, people }: Bench): ReturnType<Look> {
  const open = new Set(['anyone', 'view', 'self']);
  const verbs = Object.entries(permissions).filter(([, { right }]) => right === null || !open.has(right));
  const visitors = { viewer: at(people, 'viewer'), nobody: station.visitor() };
  const counts: Record<string, number> = {};
  for (const [who, visitor] of Object.entries(visitors))
    for (const [verb] of verbs) {
      const code = await refusalOf(() => call(visitor, verb));
      demand(
        code === 'FORBIDDEN' || code === 'UNAUTHORIZED',
        `${verb} by ${who}: ${code === '' ? 'done' : code}`,
      );
      counts[who] = (counts[who] ?? 0) + 1;
    }
  return {
    actual: `${verbs.length} verbs refused to each`,
    evidence: { counts, verbs: verbs.map(([verb]) => verb) },
  };
}

/** A verb by its name, with an input that no schema takes: who may is asked before what. */
async function call({ client }: Visitor, verb: string): Promise<unknown> {
  let at: unknown = client;
  for (const part of verb.split('.')) at = (at as Record<string, unknown>)[part];
  return await (at as (input: unknown) => Promise<unknown>)({ nothing: marker });
}

const values = {
  title: 'DO low during the qualification',
  source: 'manual',
  category: 'process',
  occurredFrom: 1_600_000_000_000,
  expected: 'DO above its limit',
  happened: findable,
  immediateAction: 'None: a test',
  evidence: ['OQ-1/DO'],
} as const;

async function forged({ people }: Bench): ReturnType<Look> {
  const technician = at(people, 'technician').client;
  const wish = {
    kind: 'deviation' as const,
    unitId: null,
    batchId: null,
    values: { ...values, evidence: [...values.evidence] },
  };
  const begun = Date.now();
  const { item } = await technician.quality.open({
    ...wish,
    actor: 'oq-administrator',
    at: 1,
    openedBy: 'somebody else',
  } as typeof wish);
  const { versions } = await technician.quality.get({ id: item.id });
  const [first] = versions;
  demand(first?.change.name === 'technician Qualification', `Opened by ${first?.change.name ?? 'nobody'}`);
  demand(item.openedAt >= begun, 'The time came from the call');
  return { actual: `${item.id} opened by ${first.change.name}`, evidence: { id: item.id } };
}

async function attempts({ admin, people }: Bench): ReturnType<Look> {
  const technician = at(people, 'technician').client;
  const [item] = await technician.quality.list({ kind: 'deviation' });
  demand(item !== undefined, 'There is no deviation');
  const given = { id: item.id, version: item.version, values: { occurredFrom: 'yesterday' }, reason: marker };
  const code = await refusalOf(() => technician.quality.write(given));
  demand(code === 'REFUSED', `The entry: ${code === '' ? 'taken' : code}`);
  const kept = await admin.client.audit.list({ what: 'quality.refused', limit: 10 });
  demand(kept.length > 0, 'The attempt is not in the ledger');
  return { actual: `Refused and kept: ${kept.length} entries` };
}

async function signatures({ people }: Bench): ReturnType<Look> {
  const technician = at(people, 'technician').client;
  const approver = at(people, 'qa-approver').client;
  const [item] = await technician.quality.list({ kind: 'deviation' });
  demand(item !== undefined, 'There is no deviation');
  const reason = 'Made for the qualification alone';
  const asked = await technician.quality.step({
    id: item.id,
    version: item.version,
    step: 'void',
    reason,
    values: {},
  });
  demand(asked.toSign !== null, 'No signature was asked for');
  const sign = (who: typeof technician, userId: string, typed: string) =>
    who.signing.sign({
      subject: asked.toSign as NonNullable<typeof asked.toSign>,
      meaning: 'VOID',
      credentials: { userId, password: typed },
      reason,
    });
  demand(
    (await refusalOf(() => sign(approver, 'oq-qa-approver', 'a wrong password'))) !== '',
    'Signed with a wrong password',
  );
  demand(
    (await refusalOf(() => sign(approver, 'oq-engineer', password('oq-engineer')))) !== '',
    'Signed as somebody else',
  );
  demand(
    (await refusalOf(() => sign(technician, 'oq-technician', password('oq-technician')))) !== '',
    'Signed by a technician',
  );
  const signature = await sign(approver, 'oq-qa-approver', password('oq-qa-approver'));
  const [checked] = await approver.signing.of({ type: 'deviation', id: item.id });
  demand(checked?.state === 'valid', `The signature is ${checked?.state ?? 'not there'}`);
  return {
    actual: `Three tries refused, then "${signature.words}" by ${signature.name}`,
    evidence: { keyId: signature.keyId },
  };
}
