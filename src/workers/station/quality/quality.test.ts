import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '../../../shared/model/actor';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import type { Values } from '../../../shared/model/quality/field';
import { Refusal } from '../../../shared/model/refusal';
import type { PersonRole } from '../../../shared/model/role';
import type { MeaningCode } from '../../../shared/model/signature';
import { actAs } from '../acting';
import { qualityIn } from '../record/quality/quality-in';
import { signaturesIn } from '../record/signatures/signatures-in';
import { scratchLedger, type ScratchLedger } from '../record/testing/scratch-ledger';
import { createSigning } from '../signing/create-signing';
import type { SigningRoom } from '../signing/signable';
import { createQuality } from './create-quality';
import type { QualityDesk } from './quality-room';

const roleOf: Record<string, PersonRole> = {
  dana: 'technician',
  emil: 'engineer',
  erik: 'engineer',
  rita: 'qa-reviewer',
  quinn: 'qa-approver',
  vera: 'viewer',
};
const unitId = unitIdSchema.parse('R-101');
const batchId = batchIdSchema.parse('B-1');
const start = Date.UTC(2026, 0, 5, 8);

let file: ScratchLedger;
let quality: QualityDesk;
let signing: SigningRoom;
let now = start;

beforeEach(() => {
  now = start;
  file = scratchLedger();
  const people = {
    nameOf: (id: string) => `${id} Tester`,
    rolesAt: (id: string) => [roleOf[id]!],
    prove: () => Promise.resolve(['user-id', 'password'] as const),
    asked: () => ['user-id', 'password'] as const,
  };
  const everybody = () => Object.keys(roleOf).map((personId) => ({ personId, name: `${personId} Tester` }));
  const { ledger } = file;
  quality = createQuality({ keep: qualityIn(file.db), ledger, people, everybody, now: () => now });
  signing = createSigning({
    keep: signaturesIn(file.db),
    ledger,
    people,
    quality,
    stationId: 'test',
    zone: 'Europe/Berlin',
    clockTrusted: () => true,
    now: () => now,
  });
  for (const kind of quality.signables()) signing.register(kind);
});
afterEach(() => file.close());

const actor = (id: string): PersonActor => ({
  kind: 'person',
  personId: id,
  userId: id,
  name: `${id} Tester`,
  roles: [roleOf[id]!],
  sessionId: `s-${id}`,
});
const as = <T>(id: string, run: () => T): T => actAs(actor(id), run);
const write = (who: string, id: string, values: Values, reason: string | null = null) =>
  as(who, () => quality.write(id, quality.get(id).item.version, values, reason)).item;
const step = (who: string, id: string, name: string, reason: string | null = null, values: Values = {}) =>
  as(who, () => quality.step(id, quality.get(id).item.version, name, reason, values));
const sign = (who: string, id: string, meaning: MeaningCode, reason?: string) =>
  as(who, () => signing.sign(quality.get(id).toSign!, meaning, { userId: who, password: 'x' }, reason));
const refusal = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.words}`;
    throw error;
  }
  throw new Error('Not refused');
};

const found: Values = {
  title: 'DO fell below 20 %',
  source: 'manual',
  category: 'process',
  occurredFrom: start - 3_600_000,
  expected: 'DO above 20 %',
  happened: 'DO fell to 11 % for 40 minutes while the agitation stood still',
  immediateAction: 'Agitation raised',
  evidence: ['R-101/DO'],
};
const triaged: Values = {
  level: 3,
  affectsProduct: true,
  affectsData: true,
  affectsSafety: false,
  containment: 'Batch kept apart',
  owner: 'emil',
  dueAt: start + 30 * 86_400_000,
};
const investigated: Values = {
  causeMethod: 'five-whys',
  cause: 'The drive tripped on temperature',
  causeCategory: 'equipment',
  othersChecked: 'R-102 and B-0',
  repeats: 'None found',
  dataImpact: 'Excluded',
};
const planned: Values = {
  correction: 'Drive replaced',
  capaNeeded: false,
  capaReason: 'A single part failed',
};

/** A deviation brought to QA's table. */
function atQa(): string {
  const { item } = as('dana', () => quality.open({ kind: 'deviation', unitId, batchId, values: found }));
  step('dana', item.id, 'triage');
  write('emil', item.id, triaged);
  step('emil', item.id, 'investigate');
  write('emil', item.id, investigated);
  step('emil', item.id, 'plan');
  write('emil', item.id, planned);
  step('emil', item.id, 'submit');
  write('quinn', item.id, { conclusion: 'Batch rejected for its DO', disposition: 'reject' });
  return item.id;
}

describe('deviations', () => {
  it('go their way with every field asked, close by the signature of QA alone, and every version has its entry', async () => {
    const id = atQa();
    expect(id).toBe('DEV-2026-001');
    expect(
      await refusal(() =>
        as('quinn', () =>
          signing.sign({ type: 'deviation', id, version: 9, contentHash: '0'.repeat(64) }, 'APPR', {
            password: 'x',
          }),
        ),
      ),
    ).toContain('CONFLICT');
    step('emil', id, 'close');
    expect(await refusal(() => sign('emil', id, 'APPR'))).toContain('must be signed by another person');
    expect(await refusal(() => sign('erik', id, 'APPR'))).toContain('Your roles do not allow it: Close');
    expect(
      await refusal(() => write('emil', id, { cause: 'Something else entirely' }, 'Found out later')),
    ).toContain('waits for its signature');
    await sign('quinn', id, 'APPR');
    const { item, versions } = quality.get(id);
    expect(item).toMatchObject({
      state: 'closed',
      pending: null,
      people: ['dana', 'emil'],
      version: versions.length,
    });
    expect(signing.checked('deviation', id)).toMatchObject([
      { state: 'valid', signature: { personId: 'quinn' } },
    ]);
    const whats = file.ledger.list({ subjectId: id, limit: 50 }).map(({ entry }) => entry.what);
    expect(whats).toEqual(
      expect.arrayContaining(['quality.opened', 'quality.asked', 'quality.stepped', 'signature.made']),
    );
    expect(quality.get(id).versions.map(({ change }) => change.did)).toEqual([
      'opened',
      'stepped',
      'wrote',
      'stepped',
      'wrote',
      'stepped',
      'wrote',
      'stepped',
      'wrote',
      'asked',
    ]);
  });

  it('of level 3 keep the batch from training and from "accepted" until voided; a lower level needs QA', async () => {
    const id = as('dana', () =>
      quality.openDeviation({
        ...(found as unknown as Parameters<QualityDesk['openDeviation']>[0]),
        unitId,
        batchId,
        computedLevel: 3,
        source: 'rule',
        occurredTo: null,
      }),
    );
    expect(quality.openOf(batchId)).toEqual([{ id, level: 3, title: 'DO fell below 20 %' }]);
    expect(quality.excluded()).toEqual([{ batchId, id, level: 3, since: start }]);
    step('emil', id, 'triage');
    expect(await refusal(() => write('emil', id, { level: 1 }))).toContain('set a level below');
    expect(await refusal(() => write('emil', id, { computedLevel: 1 }, 'I think so too'))).toContain(
      'worked out by the station',
    );
    write('quinn', id, { level: 1 });
    expect(await refusal(() => step('emil', id, 'investigate'))).toContain('Missing');
    expect(quality.blockAcceptance(batchId)).toEqual([]);
    write('rita', id, { level: 3 }, 'It was three after all');
    expect(quality.blockAcceptance(batchId)).toHaveLength(1);
    expect(await refusal(() => step('emil', id, 'void', '.'))).toContain('give a reason');
    step('emil', id, 'void', 'Opened twice by mistake');
    await sign('quinn', id, 'VOID', 'Opened twice by mistake');
    expect([quality.get(id).item.state, quality.openOf(batchId), quality.excluded()]).toEqual([
      'voided',
      [],
      [],
    ]);
    step('emil', id, 'reopen', 'It was not the same one');
    await sign('quinn', id, 'APPR');
    expect(quality.get(id).item.state).toBe('investigation');
    expect(file.db.prepare('SELECT count(*) FROM quality_version').pluck().get()).toBe(
      quality.get(id).versions.length,
    );
  });

  it('T18 no version can be changed or removed, and a conflict is told, not merged', async () => {
    const id = atQa();
    expect(() => file.db.exec('DELETE FROM quality_version')).toThrow('append-only');
    expect(() => file.db.exec("UPDATE quality_version SET body = '{}'")).toThrow('append-only');
    expect(
      await refusal(() => as('emil', () => quality.write(id, 2, { cause: 'x' }, 'Found out later'))),
    ).toContain('CONFLICT');
    expect(await refusal(() => write('emil', id, { cause: 'The drive tripped on its fuse' }))).toContain(
      'Root cause is changed: give a reason',
    );
    expect(
      await refusal(() =>
        as('vera', () => quality.write(id, quality.get(id).item.version, { cause: 'x' }, 'Because I can')),
      ),
    ).toContain('FORBIDDEN');
    expect(
      await refusal(() => quality.open({ kind: 'deviation', unitId, batchId, values: found })),
    ).toContain('Sign in first');
    expect(file.ledger.list({ what: 'quality.refused', limit: 9 })).toHaveLength(3);
  });

  it('given more time count it, by QA alone', async () => {
    const id = atQa();
    const dueAt = start + 60 * 86_400_000;
    expect(await refusal(() => step('emil', id, 'extend', 'Waiting for the supplier', {}))).toContain(
      'Due is missing',
    );
    step('emil', id, 'extend', 'Waiting for the supplier', { dueAt, extensionRisk: 'Low: batch is blocked' });
    expect(quality.get(id).item.values.dueAt).toBe(triaged.dueAt);
    await sign('quinn', id, 'APPR');
    expect(quality.get(id).item).toMatchObject({ state: 'qa-review', extensions: 1, values: { dueAt } });
  });
});

it('a deviation that a record opens is never stopped by words too few: they are asked for before triage', async () => {
  const opening = {
    ...(found as unknown as Parameters<QualityDesk['openDeviation']>[0]),
    title: 'pH',
    happened: 'Odd',
    category: 'weather',
  };
  const id = as('vera', () =>
    quality.openDeviation({
      ...opening,
      unitId,
      batchId,
      computedLevel: 1,
      source: 'rule',
      occurredTo: null,
    }),
  );
  expect(quality.get(id).item.values).toMatchObject({
    title: 'pH',
    happened: 'Odd',
    category: 'other',
    computedLevel: 1,
  });
  expect(await refusal(() => step('dana', id, 'triage'))).toContain('Missing: Title');
});

describe('training', () => {
  it('P11-i1 an expired training stops the signature that it covers; untrained procedures are open to all', async () => {
    const id = atQa();
    step('emil', id, 'close');
    expect(quality.trained('quinn', 'deviation')).toBe(true);
    const { item } = as('rita', () =>
      quality.open({
        kind: 'training',
        unitId: null,
        batchId: null,
        values: {
          procedureCode: 'deviation',
          procedureVersion: '1',
          person: 'quinn',
          dueAt: now + 1000,
          method: 'read',
        },
      }),
    );
    expect(await refusal(() => sign('quinn', id, 'APPR'))).toContain('training for deviation is not valid');
    step('rita', item.id, 'acknowledge');
    expect(await refusal(() => sign('rita', item.id, 'ACK'))).toContain('for the person it is about');
    await sign('quinn', item.id, 'ACK');
    write('rita', item.id, { result: 'Passed', validUntil: now + 1000 });
    step('rita', item.id, 'qualify');
    expect(await refusal(() => sign('quinn', item.id, 'APPR'))).toContain('another person');
    await sign('emil', item.id, 'APPR');
    expect(quality.trained('quinn', 'deviation')).toBe(true);
    now += 2000;
    expect(await refusal(() => sign('quinn', id, 'APPR'))).toContain('training for deviation is not valid');
    now -= 1500;
    await sign('quinn', id, 'APPR');
    expect(quality.get(id).item.state).toBe('closed');
  });
});

describe('CAPA', () => {
  it('that did not work forces a new one, in the transaction of the signature', async () => {
    const values: Values = {
      title: 'Drives trip',
      source: 'trend',
      problem: 'Three drives tripped in two months',
      risk: 'Lost batches',
    };
    const { item } = as('dana', () => quality.open({ kind: 'capa', unitId: null, batchId: null, values }));
    const { id } = item;
    step('dana', id, 'plan');
    const task = { what: 'Replace fans', owner: 'emil', dueAt: now, doneAt: null, evidence: '' };
    write('emil', id, {
      type: 'both',
      tasks: [task],
      owner: 'dana',
      dueAt: now + 1000,
      measure: 'No trip in ninety days',
      changeNeeded: false,
    });
    step('emil', id, 'approve');
    await sign('quinn', id, 'APPR');
    expect(
      await refusal(() => write('emil', id, { measure: 'Fewer trips than before' }, 'Easier to reach')),
    ).toContain('fixed by now');
    step('dana', id, 'start');
    expect(await refusal(() => step('dana', id, 'implemented'))).toContain('1 tasks are not done');
    write('emil', id, { tasks: [{ ...task, doneAt: now, evidence: 'Work order 12' }] }, 'Fans are replaced');
    step('dana', id, 'implemented');
    expect(await refusal(() => sign('emil', id, 'VER'))).toContain('another person');
    await sign('erik', id, 'VER');
    write('dana', id, { periodFrom: now, periodTo: now + 1000 });
    step('dana', id, 'observe');
    write('dana', id, { result: 'Two more trips' });
    write('rita', id, { effective: false });
    expect(await refusal(() => step('dana', id, 'close-ineffective'))).toContain('is not over');
    now += 1000;
    step('dana', id, 'close-ineffective');
    await sign('quinn', id, 'APPR');
    expect(quality.list({ kind: 'capa' })).toMatchObject([
      { id: 'CAPA-2026-002', state: 'proposed', values: { source: 'ineffective', sourceLinks: [id] } },
      { id, state: 'closed-ineffective' },
    ]);
  });
});
