import { expect, test } from 'vitest';
import { batchIdSchema } from '../../../shared/model/identity';
import { batchMoves, batchSteps, type BatchRun } from '../../../shared/model/records/batch-state';
import type { RecordEntry } from '../../../shared/model/records/record';
import { Refusal } from '../../../shared/model/refusal';
import { meaningOf, meanings, type MeaningCode } from '../../../shared/model/signature';
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
import { fit, r1, recordsUnderTest, staff, type RecordsUnderTest } from './testing/records-under-test';

const hour = 3_600_000;
/** Ten walks of a thousand operations each where the whole suite runs; one of them beside a keyboard. */
const operations = 1000;
const seeds = Array.from({ length: process.env['CI'] === 'true' ? 10 : 1 }, (_, i) => 20_260_105 + i);
const mostRecords = 24;

/** Numbers that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each(seeds)(
  'a thousand random operations by every role reach no illegal state (%i)',
  async (seed) => {
    const t = recordsUnderTest();
    t.db.pragma('synchronous = OFF');
    const random = seeded(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const who = (): string => pick(Object.keys(staff));
    const batchOf = (): BatchRun | undefined => pick(t.desk.batches().slice(0, 3));
    let numbers = 0;
    const entryFor = (batch: BatchRun): RecordEntry => {
      const id = batch.id;
      const at = t.now();
      const answers = {
        'closure.completeness': 'A random one',
        'inoculation.seed-age': 'A random one',
        'media.cooling': 'A random one',
      };
      const made: (() => RecordEntry)[] = [
        () =>
          media(id, at - 8 * hour, {
            cycleNo: String((numbers += 1)),
            ...(random() < 0.1 ? { holdMin: 5 } : {}),
          }),
        () => phCalibration(id, at, random() < 0.15 ? { mv4: 140 } : {}),
        () => doCalibration(id, at, random() < 0.15 ? { probeSerial: 'DO-9' } : {}),
        () => pick(otherCalibrations(id, at)),
        () =>
          inoculation(id, at, {
            sourceId: `CRYO-${(numbers += 1)}`,
            ...(random() < 0.2 ? { viabilityPct: 50 } : {}),
          }),
        () => sample(id, at, random() < 0.1 ? { contaminants: 'seen' } : { sampleNo: (numbers += 1) }),
        () => change(id, at),
        () => failure(id, at),
        () => closure(id, at),
        () => plan(at, { batchNo: batch.name }),
      ];
      const entry = pick(made)();
      return { ...entry, batchId: id, answers: { ...entry.answers, ...answers } };
    };
    const anyMeaning = (): MeaningCode => pick(meanings).code;
    const acts: (() => unknown)[] = [
      () => {
        if (t.desk.batches().filter(({ state }) => !['released', 'rejected'].includes(state)).length > 2)
          return undefined;
        return t.as(who(), () => t.desk.submit(plan(t.now(), { batchNo: `B-${(numbers += 1)}` }), {}));
      },
      () => {
        const batch = batchOf();
        if (!batch || t.keep.newestOfBatch(batch.id).length > mostRecords) return undefined;
        return t.as(who(), () => t.desk.submit(entryFor(batch), {}));
      },
      () => {
        const batch = batchOf();
        const record = batch && pick(t.desk.list(batch.id));
        if (!batch || !record || record.version > 3) return undefined;
        const entry = { ...entryFor(batch), kind: record.kind, body: record.body };
        return t.as(who(), () =>
          t.desk.amend(
            entry,
            { id: record.id, seen: record.version, reason: { code: 'other', text: 'A random one' } },
            {},
          ),
        );
      },
      () => {
        const batch = batchOf();
        return (
          batch &&
          t.as(who(), () =>
            t.desk.move(
              batch.id,
              random() < 0.5 ? pick(['hold', 'resume', 'ready', 'not-ready'] as const) : pick(batchMoves),
              random() < 0.7 ? 'A random one' : undefined,
            ),
          )
        );
      },
      () => {
        const batch = batchOf();
        const record = batch && pick(t.desk.list(batch.id).slice(-8));
        return record && t.sign(who(), 'record', record.id, anyMeaning(), 'A random one');
      },
      () => {
        const batch = batchOf();
        return batch && t.sign(who(), 'batch', batch.id, anyMeaning(), 'A random one');
      },
      () => t.as(who(), () => t.desk.startPlain(() => t.plant.startBatch(r1, 'x', t.now()))),
      () => {
        const batch = batchOf();
        return batch && t.as(who(), () => t.desk.endPlain(batch.id, () => t.plant.endBatch(batch.id)));
      },
      () =>
        t.plant.announceBatch({
          id: pick(t.desk.batches())?.id ?? batchIdSchema.parse('sim'),
          unitId: r1,
          name: 'told',
          inoculatedAt: t.now(),
          endedAt: random() < 0.5 ? null : t.now() + 1,
          simulated: true,
        }),
      () => directed(t, batchOf(), entryFor),
    ];
    /** Cheap ones more often, and enough of what leads somewhere. */
    const mix = [0, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 8, 9, 9, 0, 6, 8, 3, 6];
    let done = 0;
    let refused = 0;
    for (let i = 0; i < operations; i += 1) {
      t.pass(60_000);
      t.feed(random() < 0.02 ? { ...fit, pH: 6 } : fit);
      try {
        const act = acts[pick(mix)];
        if ((await act?.()) !== undefined) done += 1;
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        refused += 1;
      }
      const touched = batchOf();
      if (touched && i % 20 === 0) expect(illegal(t, touched)).toEqual([]);
    }
    const all = t.desk.batches();
    expect(all.flatMap((batch) => illegal(t, batch))).toEqual([]);
    const moves = new Set(all.flatMap(({ id }) => t.desk.batch(id).moves.map(({ move }) => move)));
    // It must have been somewhere, or it proves nothing.
    expect([...moves]).toEqual(expect.arrayContaining(['set-up', 'go', 'end']));
    expect(done).toBeGreaterThan(operations / 20);
    expect(refused).toBeGreaterThan(operations / 20);
  },
  120_000,
);

/** What a person would do next, so that the walk gets somewhere; by whoever comes along. */
async function directed(
  t: RecordsUnderTest,
  batch: BatchRun | undefined,
  entryFor: (batch: BatchRun) => RecordEntry,
): Promise<unknown> {
  if (!batch) return undefined;
  const records = t.desk.list(batch.id).filter(({ status }) => status !== 'voided');
  const newest = (kind: string) => records.findLast((one) => one.kind === kind);
  const submit = (entry: RecordEntry) =>
    t.as('dana', () =>
      t.desk.submit(
        { ...entryFor(batch), ...entry, answers: { ...entryFor(batch).answers, ...entry.answers } },
        {},
      ),
    );
  switch (batch.state) {
    case 'planned':
    case 'set-up':
    case 'ready': {
      const shut = t.desk
        .gates(batch.id)
        .gates.filter(({ met, overridden }) => !met && !overridden)
        .map(({ id }) => id as string);
      const medium = newest('media-preparation');
      if (shut.includes('media-released'))
        return medium && medium.verdict?.id !== 'fail'
          ? t.sign('emil', 'record', medium.id, 'REL_M')
          : submit(media(batch.id, t.now() - 8 * hour, { cycleNo: `d${t.now()}` }));
      if (shut.includes('ph-calibrated')) return submit(phCalibration(batch.id, t.now()));
      if (shut.includes('do-calibrated')) return submit(doCalibration(batch.id, t.now()));
      if (shut.includes('temperature-calibrated') || shut.includes('off-gas-calibrated'))
        return Promise.all(otherCalibrations(batch.id, t.now()).map(submit));
      if (shut.includes('inoculum'))
        return submit(inoculation(batch.id, t.now(), { sourceId: `d${t.now()}` }));
      const id = newest('inoculation')?.id ?? '';
      return shut.length > 0
        ? t.sign('eva', 'record', id, 'OVR', 'To get on')
        : t.sign('emil', 'record', id, 'GO');
    }
    case 'ended':
      return submit(closure(batch.id, t.now()));
    case 'in-review':
      return t.signing
        .of('batch', batch.id)
        .some(({ meaning, subject }) => meaning === 'TECH' && subject.version === batch.version)
        ? t.sign('rita', 'batch', batch.id, 'ATR')
        : t.sign('eva', 'batch', batch.id, 'TECH');
    case 'closed':
      return t.sign(
        'quinn',
        'batch',
        batch.id,
        t.quality.blockAcceptance(batch.id).length > 0 ? 'DISP_R' : 'DISP_A',
        'To get on',
      );
    case 'running':
    case 'held':
    case 'released':
    case 'rejected':
      return undefined;
    default:
      return batch.state satisfies never;
  }
}

/** What must never be, in words. */
function illegal(t: RecordsUnderTest, batch: BatchRun): string[] {
  const { moves } = t.desk.batch(batch.id);
  const signatures = (id: string | null) =>
    [
      ...t.signing.of('batch', batch.id),
      ...t.desk.list(batch.id).flatMap((one) => t.signing.of('record', one.id)),
    ].find((one) => one.id === id);
  const running = t.desk
    .batches()
    .filter(({ unitId, state }) => unitId === batch.unitId && (state === 'running' || state === 'held'));
  const chain = moves.flatMap((step, i) => {
    const rule = batchSteps[step.move];
    const signed = signatures(step.signatureId);
    const by = signed
      ? meaningOf(signed.meaning).roles.some((role) => role === staff[signed.personId])
      : !rule.signed;
    return [
      ...(rule.from.includes(step.from) && rule.to === step.to
        ? []
        : [`${step.from} ${step.move} ${step.to}`]),
      ...(i === 0 || moves[i - 1]?.to === step.from ? [] : ['a step is missing']),
      ...(by ? [] : [`${step.move} without a signature of the role`]),
      ...(rule.reason && step.reason === null ? [`${step.move} without a reason`] : []),
    ];
  });
  return [
    ...chain,
    ...(running.length > 1 ? ['two batches in one vessel'] : []),
    ...afterGo(t, batch),
    ...atTheEnd(t, batch),
  ];
}

function afterGo(t: RecordsUnderTest, batch: BatchRun): string[] {
  if (batch.origin !== 'records' || batch.t0 === null) return [];
  const go = t.keep.batchSteps(batch.id).find(({ move }) => move === 'go');
  const signed = t.desk
    .list(batch.id)
    .flatMap(({ id }) => t.signing.of('record', id))
    .find(({ id }) => id === go?.signatureId);
  const versions = signed ? t.desk.get(signed.subject.id).versions : [];
  const inoculated = versions.find(({ version }) => version === signed?.subject.version);
  const evidence = go?.facts['evidence'];
  const open =
    Array.isArray(evidence) &&
    evidence.every(
      (gate) =>
        typeof gate === 'object' &&
        gate !== null &&
        (('met' in gate && gate['met'] === true) || ('overridden' in gate && gate['overridden'] === true)),
    );
  return [
    ...(go && open ? [] : ['inoculated with a gate shut']),
    ...(inoculated && ![inoculated.performedBy, inoculated.enteredBy].includes(go?.by ?? '')
      ? []
      : ['GO by the one who inoculated']),
    ...(versions.at(-1)?.status === 'voided' ? ['the inoculation of a running batch is voided'] : []),
  ];
}

function atTheEnd(t: RecordsUnderTest, batch: BatchRun): string[] {
  if (!['closed', 'released', 'rejected'].includes(batch.state)) return [];
  const valid = t.signing.checked('batch', batch.id).filter(({ state }) => state === 'valid');
  const of = (code: MeaningCode): string | undefined =>
    valid.find(({ signature }) => signature?.meaning === code)?.signature?.personId;
  const [tech, atr, accepted] = [of('TECH'), of('ATR'), of('DISP_A')];
  const unlocked = t.desk.list(batch.id).filter(({ status }) => status !== 'locked' && status !== 'voided');
  return [
    ...(tech && atr && tech !== atr ? [] : ['closed without its two reviews']),
    ...(batch.state === 'released' && (!accepted || accepted === tech || accepted === atr)
      ? ['released by a reviewer or by nobody']
      : []),
    ...(unlocked.length > 0 ? ['a record of a closed batch is open'] : []),
  ];
}
