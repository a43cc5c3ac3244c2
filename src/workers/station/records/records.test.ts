import { expect, test } from 'vitest';
import type { BatchId } from '../../../shared/model/identity';
import {
  change,
  closure,
  doCalibration,
  failure,
  inoculation,
  media,
  otherCalibrations,
  phCalibration,
  plan,
  sample,
} from './testing/sample-entries';
import { fit, r1, recordsUnderTest, start, type RecordsUnderTest } from './testing/records-under-test';

const hour = 3_600_000;

async function keep(
  t: RecordsUnderTest,
  who: string,
  entry: Parameters<RecordsUnderTest['desk']['submit']>[0],
  clientId?: string,
): Promise<string> {
  const answer = await t.as(who, () => t.desk.submit(entry, { clientId }));
  if (answer.outcome !== 'kept') throw new Error(JSON.stringify(answer));
  return answer.record.id;
}

async function planned(t: RecordsUnderTest): Promise<BatchId> {
  const id = await keep(t, 'emil', plan(start));
  const batchId = t.desk.get(id).record.batchId;
  if (batchId === null) throw new Error('no batch');
  return batchId;
}

/** Everything but the inoculum, in order, with the medium released; nine hours later. */
async function prepared(t: RecordsUnderTest): Promise<BatchId> {
  const batchId = await planned(t);
  t.pass(10 * hour);
  const medium = await keep(t, 'dana', media(batchId, start + hour));
  await t.sign('emil', 'record', medium, 'REL_M');
  await keep(t, 'dana', phCalibration(batchId, t.now()));
  await keep(t, 'dana', doCalibration(batchId, t.now()));
  for (const entry of otherCalibrations(batchId, t.now())) await keep(t, 'dana', entry);
  t.settle();
  return batchId;
}

async function running(t: RecordsUnderTest): Promise<BatchId> {
  const batchId = await prepared(t);
  const id = await keep(t, 'dana', inoculation(batchId, t.now()));
  await t.sign('emil', 'record', id, 'GO');
  return batchId;
}

const shut = (t: RecordsUnderTest, id: BatchId): string[] =>
  t.desk
    .gates(id)
    .gates.filter(({ met, overridden }) => !met && !overridden)
    .map(({ id: gate }) => gate);

test('a batch goes from its plan to released, each step by whom it belongs to', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  const t0 = t.now();
  expect(t.desk.batch(batchId).batch).toMatchObject({
    state: 'running',
    life: 'running',
    t0,
    origin: 'records',
  });
  expect(t.plant.runningBatch(r1)).toMatchObject({ id: batchId, inoculatedAt: t0 });
  const notes = t.plant.batches().length === 1 ? t.as('dana', () => t.desk.timeline(batchId)) : [];
  expect(notes.filter(({ kind }) => kind === 'move').map(({ detail }) => detail)).toEqual(['set-up', 'go']);
  t.pass(2 * hour);
  await keep(t, 'dana', sample(batchId, t.now(), { odRaw: 0.3, dilution: 2, odN: 2, blank: 0 }));
  t.as('emil', () => t.desk.move(batchId, 'abort', 'The motor failed'));
  await t.as('emil', () => t.desk.submit(closure(batchId, t.now()), {}));
  expect(t.desk.batch(batchId).batch).toMatchObject({ state: 'in-review', aborted: true, life: 'aborted' });
  await expect(t.sign('emil', 'batch', batchId, 'TECH')).rejects.toThrow('another person');
  await t.sign('eva', 'batch', batchId, 'TECH');
  await t.sign('rita', 'batch', batchId, 'ATR');
  expect(t.desk.batch(batchId).batch.state).toBe('closed');
  expect(new Set(t.desk.list(batchId).map(({ status }) => status))).toEqual(new Set(['locked']));
  await expect(t.as('dana', () => t.desk.submit(sample(batchId, t.now()), {}))).rejects.toThrow('closed');
  await t.sign('quinn', 'batch', batchId, 'DISP_A');
  expect(t.desk.batch(batchId).batch).toMatchObject({ state: 'released', moves: [] });
  expect(t.signing.checked('batch', batchId).map(({ state }) => state)).toEqual(['valid', 'valid', 'valid']);
});

test('notes that the twin reads come with the start, follow corrections and go with a voided record', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  const kinds = () => t.scratchNotes(batchId);
  expect(kinds()).toEqual([
    'media',
    'calibration',
    'calibration',
    'calibration',
    'calibration',
    'calibration',
    'event',
  ]);
  t.pass(2 * hour);
  const at = t.now();
  const id = await keep(
    t,
    'dana',
    sample(batchId, at, { odRaw: 0.4, dilution: 2, filterId: 'F1', tareG: 1, volMl: 5 }),
  );
  t.pass(22 * hour);
  const late = sample(batchId, at, {
    odRaw: 0.4,
    dilution: 2,
    filterId: 'F1',
    tareG: 1,
    volMl: 5,
    grossDryG: 1.0012,
    dryH: 24,
  });
  const amended = await t.as('tom', () =>
    t.desk.amend(
      late,
      { id, seen: 1, reason: { code: 'late-result', text: 'Dry weight of the next day' } },
      {},
    ),
  );
  expect(amended).toMatchObject({
    outcome: 'kept',
    record: { version: 2, supersedes: 1, late: true, attempt: 1 },
  });
  const note = t
    .plantNotes(batchId)
    .filter(({ kind, replacedBy }) => kind === 'sample' && replacedBy === null);
  expect(note).toMatchObject([{ at, od600: 0.8, dcwGL: 0.24, dcwResultAt: t.now() }]);
  await t.sign('emil', 'record', id, 'VOID', 'Drawn from another vessel');
  expect(
    t.plantNotes(batchId).filter(({ kind, replacedBy }) => kind === 'sample' && replacedBy === null),
  ).toEqual([]);
  expect(t.desk.get(id).record.status).toBe('voided');
});

test('T14 what cannot be true is refused and its attempt stays; a NO-GO is kept, and the next try is another attempt', async () => {
  const t = recordsUnderTest();
  const batchId = await prepared(t);
  const nogo = await keep(
    t,
    'dana',
    inoculation(batchId, t.now(), { odReadings: [{ raw: 0.12 }, { raw: 0.12 }] }),
  );
  expect(t.desk.get(nogo).record).toMatchObject({ attempt: 1, verdict: { id: 'no-go' } });
  await expect(t.sign('emil', 'record', nogo, 'GO')).rejects.toThrow('cannot be signed');
  await t.sign('emil', 'record', nogo, 'NOGO', 'The seed is too thin');
  const second = await keep(t, 'dana', inoculation(batchId, t.now(), { sourceId: 'CRYO-2' }));
  expect(t.desk.get(second).record).toMatchObject({ attempt: 2, verdict: { id: 'go' } });
  await t.sign('emil', 'record', second, 'GO');
  t.pass(hour);
  const refused = await t.as('dana', () => t.desk.submit(sample(batchId, t.now(), { phOffline: 14.7 }), {}));
  expect(refused).toMatchObject({
    outcome: 'refused',
    findings: [{ rule: 'sample.phOffline.range', level: 'X' }],
  });
  const [attempt] = t.ledger.list({ what: 'record.refused', limit: 5 });
  expect(attempt?.entry).toMatchObject({
    actor: { personId: 'dana' },
    facts: { body: { phOffline: 14.7 }, kind: 'sample' },
  });
  expect(t.desk.timeline(batchId).filter(({ kind }) => kind === 'refused')).toHaveLength(1);
});

test('T15 a correction keeps what was, who, when and why; a reason that says nothing is none', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  t.pass(hour);
  const id = await keep(
    t,
    'dana',
    sample(batchId, t.now(), { odRaw: 0.42, dilution: 10 }, { answers: { 'sample.t0-od': 'x y z' } }),
  );
  const entry = sample(batchId, t.now(), { odRaw: 0.24, dilution: 10 }, { raw: { odRaw: '0,24' } });
  await t.as('tom', () =>
    t.desk.amend(entry, { id, seen: 1, reason: { code: 'typing', text: 'Digits exchanged' } }, {}),
  );
  const { versions } = t.desk.get(id);
  expect(
    versions.map(({ version, body, raw, enteredBy, reason }) => [
      version,
      body['odRaw'],
      raw['odRaw'],
      enteredBy,
      reason?.text,
    ]),
  ).toEqual([
    [1, 0.42, undefined, 'dana', undefined],
    [2, 0.24, '0,24', 'tom', 'Digits exchanged'],
  ]);
  expect(t.desk.timeline(batchId).find(({ ref }) => ref === id)?.words).toContain(
    'changed since first entry',
  );
  const differs = { ...entry, raw: { odRaw: '0,42' } };
  expect(
    await t.as('tom', () =>
      t.desk.amend(differs, { id, seen: 2, reason: { code: 'typing', text: 'Again' } }, {}),
    ),
  ).toMatchObject({ outcome: 'refused' });
});

test('two people correct one record: the second is shown the first, nothing is lost, and a repeated entry arrives once', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  t.pass(hour);
  const id = await keep(t, 'dana', sample(batchId, t.now()), 'tablet-0001');
  expect(await keep(t, 'dana', sample(batchId, t.now()), 'tablet-0001')).toBe(id);
  await expect(keep(t, 'tom', sample(batchId, t.now()), 'tablet-0001')).rejects.toThrow('Another person');
  const amending = { id, seen: 1, reason: { code: 'reading' as const, text: 'Read again' } };
  await t.as('tom', () => t.desk.amend(sample(batchId, t.now(), { drawMl: 12 }), amending, {}));
  const mine = await t.as('eva', () => t.desk.amend(sample(batchId, t.now(), { drawMl: 15 }), amending, {}));
  expect(mine).toMatchObject({
    outcome: 'conflict',
    theirs: { version: 2, enteredBy: 'tom', body: { drawMl: 12 } },
  });
  expect(t.desk.get(id).versions).toHaveLength(2);
});

test('T17 inoculation is refused with the cause: failed, expired, before the autoclave, of another probe', async () => {
  const t = recordsUnderTest();
  const batchId = await prepared(t);
  const inoculum = await keep(t, 'dana', inoculation(batchId, t.now()));
  expect(shut(t, batchId)).toEqual([]);
  const words = (gate: string): string =>
    t.desk.gates(batchId).gates.find(({ id }) => id === gate)?.words ?? '';
  const refused = () => expect(t.sign('emil', 'record', inoculum, 'GO')).rejects.toThrow('cannot be signed');

  const failed = await keep(t, 'dana', phCalibration(batchId, t.now(), { mv4: 150 }));
  expect(words('ph-calibrated')).toContain('slope');
  await refused();
  await t.sign('dana', 'record', failed, 'VOID', 'Buffers were exchanged');
  expect(shut(t, batchId)).toEqual([]);

  const early = await keep(t, 'dana', {
    ...doCalibration(batchId, start + 2 * hour),
    answers: { 'calibration.do-after-sterilisation': 'Only to see' },
  });
  expect(t.desk.get(early).record.verdict?.id).toBe('pass');
  expect(shut(t, batchId)).toEqual([]);
  const latest = t.desk.list(batchId).findLast(({ body }) => body['probe'] === 'do');
  await t.sign('dana', 'record', latest?.id ?? '', 'VOID', 'Wrong vessel');
  expect(words('do-calibrated')).toContain('before the autoclave');
  await refused();
  await keep(t, 'dana', doCalibration(batchId, t.now(), { probeSerial: 'DO-2' }));
  await t.sign('dana', 'record', early, 'VOID', 'Not of use');
  expect(words('do-calibrated')).toContain('mounted is DO-1');
  await refused();
  await keep(t, 'dana', doCalibration(batchId, t.now()));
  expect(shut(t, batchId)).toEqual([]);
  t.pass(8 * 24 * hour);
  t.settle();
  expect(words('ph-calibrated')).toContain('expired');
  await refused();
});

test('each gate, broken alone, refuses GO; an engineer overrides it by signature, and that is a deviation', async () => {
  const t = recordsUnderTest();
  const batchId = await prepared(t);
  const id = await keep(t, 'dana', inoculation(batchId, t.now()));
  const broken: Record<string, Record<string, number>> = {
    'temperature-stable': { Temp_Broth: 30.3 },
    ph: { pH: 5.2 },
    'dissolved-oxygen': { DO: 80 },
    agitation: { Stir_PV: 100 },
    air: { Gas_Flow_Inlet: 0 },
  };
  for (const [gate, values] of Object.entries(broken)) {
    t.pass(1000);
    t.feed({ ...fit, ...values });
    expect(shut(t, batchId)).toEqual([gate]);
    t.settle();
    expect(shut(t, batchId)).toEqual([]);
  }
  t.setClock(-2 * 24 * hour);
  t.ledger.tick();
  expect(shut(t, batchId)).toEqual(['clock-trusted']);
  await expect(t.sign('emil', 'record', id, 'GO')).rejects.toThrow('cannot be signed');
  await expect(t.sign('tom', 'record', id, 'OVR', 'Clock was checked by hand')).rejects.toThrow('engineer');
  await t.sign('eva', 'record', id, 'OVR', 'Clock was checked by hand');
  await t.sign('emil', 'record', id, 'GO');
  expect(t.quality.openOf(batchId)).toMatchObject([{ level: 2 }]);
});

test('GO is signed by another person than who inoculates; OD above 6 by an engineer', async () => {
  const t = recordsUnderTest();
  const batchId = await prepared(t);
  const id = await keep(
    t,
    'dana',
    inoculation(batchId, t.now(), { odReadings: [{ raw: 0.7 }, { raw: 0.7 }] }),
  );
  expect(t.desk.get(id).record.verdict?.id).toBe('go-engineer');
  await expect(t.sign('dana', 'record', id, 'GO')).rejects.toThrow('another person');
  await expect(t.sign('tom', 'record', id, 'GO')).rejects.toThrow('engineer');
  expect(t.desk.batch(batchId).batch.state).toBe('set-up');
  await t.sign('emil', 'record', id, 'GO');
  expect(t.desk.batch(batchId).batch.state).toBe('running');
});

test('contamination in a sample opens a deviation of level 3 with it; a failure opens one; O2 is level 2', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  t.pass(hour);
  await keep(t, 'dana', sample(batchId, t.now(), { contaminants: 'seen' }));
  await keep(t, 'dana', failure(batchId, t.now()));
  await keep(t, 'emil', {
    ...change(batchId, t.now(), { parameter: 'oxygen', newValue: 0.1 }),
    answers: { 'change.proven': 'DO fell below 20 %' },
  });
  expect(
    t.quality
      .openOf(batchId)
      .map(({ level }) => level)
      .toSorted((a, b) => a - b),
  ).toEqual([1, 2, 3]);
});

test('methanol does not start before depletion', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  t.pass(hour);
  const answer = await t.as('emil', () =>
    t.desk.submit(change(batchId, t.now(), { parameter: 'methanol-feed', newValue: 3.6 }), {}),
  );
  expect(answer).toMatchObject({
    outcome: 'refused',
    findings: [{ rule: 'change.methanol-before-depletion' }],
  });
});

test('T18 nothing is deleted: no verb does it, and the file refuses', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  for (const table of [
    'record_version',
    'record_step',
    'batch_run',
    'batch_step',
    'batch_content',
    'record_note',
  ])
    expect(() =>
      t.ledger.write({ what: 'record.voided', subject: { type: 'batch', id: batchId } }, () =>
        t.db.exec(`DELETE FROM ${table}`),
      ),
    ).toThrow('append-only');
  expect(Object.keys(t.desk).filter((name) => /delete|remove/i.test(name))).toEqual([]);
});

test('plain verbs and announcements do not pass by the states; without people everything is as it was', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  expect(() => t.as('emil', () => t.desk.startPlain(() => t.plant.startBatch(r1, 'x', t.now())))).toThrow(
    'GO',
  );
  const told = {
    id: 'sim-1' as BatchId,
    unitId: r1,
    name: 'sim',
    inoculatedAt: t.now(),
    endedAt: null,
    simulated: true,
  };
  t.plant.announceBatch(told);
  expect(t.plant.runningBatch(r1)?.id).toBe(batchId);
  t.as('emil', () => t.desk.endPlain(batchId, () => t.plant.endBatch(batchId)));
  expect(t.desk.batch(batchId).batch.state).toBe('ended');
  await Promise.resolve();
  t.plant.announceBatch(told);
  expect(t.desk.batches().map(({ id, origin, state }) => [id, origin, state])).toContainEqual([
    'sim-1',
    'simulator',
    'running',
  ]);
  const plain = recordsUnderTest({ people: false });
  const batch = plain.desk.startPlain(() => plain.plant.startBatch(r1, 'x', plain.now()));
  expect(plain.desk.batches()).toMatchObject([{ id: batch.id, origin: 'hand', state: 'running' }]);
});

test('a set point that settles elsewhere drafts a process change within 10 s, with old and new from the line', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  for (let s = 0; s < 120; s += 1) {
    t.pass(1000);
    t.feed({ Stir_SP: 400 });
    t.desk.tick();
  }
  const changedAt = t.now() + 1000;
  for (let s = 0; s < 9; s += 1) {
    t.pass(1000);
    t.feed({ Stir_SP: 600 });
    t.as('dana', () => t.desk.tick());
  }
  const [proposal] = t.desk.proposals(batchId);
  expect(proposal).toMatchObject({
    kind: 'process-change',
    startedAt: changedAt,
    body: { parameter: 'agitation', oldValue: 400, newValue: 600 },
  });
  const entry = change(batchId, changedAt);
  await t.as('dana', () => t.desk.confirmProposal(proposal?.id ?? '', entry, undefined));
  expect(t.desk.proposals(batchId)).toMatchObject([{ state: 'confirmed', answeredBy: 'dana' }]);
});

test('a sample that is late or missed, and an inoculum that is refused, are proposed as failures; a better entry answers', async () => {
  const t = recordsUnderTest();
  const batchId = await prepared(t);
  await keep(t, 'dana', inoculation(batchId, t.now(), { odReadings: [{ raw: 0.11 }, { raw: 0.11 }] }));
  await t.desk.look();
  expect(t.desk.proposals(batchId)).toMatchObject([
    { kind: 'failure', rule: 'inoculum-refused', level: 1, state: 'open' },
  ]);
  const second = await keep(t, 'dana', inoculation(batchId, t.now(), { sourceId: 'CRYO-2' }));
  await t.sign('emil', 'record', second, 'GO');
  t.pass(hour / 3);
  await keep(t, 'dana', sample(batchId, t.now(), { plannedH: 0 }));
  t.pass(4 * hour);
  await t.desk.look();
  await t.desk.look();
  const [, late, missed, ...more] = t.desk.proposals(batchId).toSorted((a, b) => a.startedAt - b.startedAt);
  expect(more).toEqual([]);
  expect(late).toMatchObject({ rule: 'sample-late', level: 1, title: 'A sample 15 to 30 min late' });
  expect(missed).toMatchObject({ rule: 'samples-missed', level: 2, endedAt: null });
  t.as('dana', () => t.desk.rejectProposal(missed?.id ?? '', 'Drawn in time, the paper got lost'));
  await t.desk.look();
  expect(t.desk.proposals(batchId).filter(({ state }) => state === 'open')).toHaveLength(2);
});

test('drafts belong to a person and survive a kill; the record takes its draft with it', async () => {
  const t = recordsUnderTest();
  const batchId = await running(t);
  const draft = {
    id: 'd1',
    kind: 'sample' as const,
    batchId,
    unitId: r1,
    amends: null,
    eventAt: null,
    zone: 'UTC',
    body: { drawMl: 7 },
    raw: { drawMl: '7' },
    answers: {},
  };
  t.as('dana', () => t.desk.saveDraft(draft));
  // Nothing is closed: what a kill leaves is what the file says.
  const again = recordsUnderTest({ dir: t.dir });
  expect(again.as('dana', () => again.desk.drafts())).toMatchObject([{ id: 'd1', body: { drawMl: 7 } }]);
  expect(again.as('tom', () => again.desk.drafts())).toEqual([]);
  t.pass(hour);
  await t.as('dana', () => t.desk.submit(sample(batchId, t.now()), { draftId: 'd1' }));
  expect(t.as('dana', () => t.desk.drafts())).toEqual([]);
});
