import { expect, test } from 'vitest';
import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type { CalibrationBegin, CalibrationFinish } from '../../../shared/model/calibration-run';
import { channelId } from '../../../shared/model/identity';
import { qualityCode } from '../../../shared/model/quality';
import { emptyRaw } from '../record/raw-columns';
import { r1, recordsUnderTest, type RecordsUnderTest } from '../records/testing/records-under-test';
import { createCalibrations } from './create-calibrations';

const pH = channelId(r1, 'pH');
const check = qualityCode('check-function');
const finish: CalibrationFinish = { correction: 'station' };
const begin = (more: Partial<CalibrationBegin> = {}): CalibrationBegin => ({
  channelId: pH,
  method: 'ph-two-point',
  serial: 'PH-7',
  occasion: 'before-sterilisation',
  referenceId: 'Buffers 4.00 and 7.00',
  referenceLot: 'L-1',
  referenceExpires: '2027-01-01',
  ...more,
});

/** A station's room of calibrations over real records; `again` is the same after the program was killed. */
function underTest(t: RecordsUnderTest = recordsUnderTest()) {
  const applied = new Map<number, readonly AppliedLine[]>();
  const series = t.plant.ensureChannel(r1, 'pH')?.series ?? 0;
  const past: string[] = [];
  const room = () =>
    createCalibrations(
      {
        plant: t.plant,
        settings: t.plantStore,
        keep: t.keep,
        records: t.desk,
        signing: t.signing,
        historian: {
          apply: (one, lines) => Promise.resolve(void applied.set(one, lines)),
          raw: () => Promise.resolve(emptyRaw(0)),
        },
        ledger: t.ledger,
        latest: () => undefined,
        pastChanged: (channels) => past.push(...channels.map(({ tag }) => tag)),
        changed: () => undefined,
        doubtOf: () => null,
        simulator: { ask: () => Promise.reject(new Error('none')), status: () => { throw new Error('none'); } }, // prettier-ignore
        pdf: () => Promise.resolve(new Uint8Array(1)),
        zone: 'UTC',
        software: 'test',
        now: t.now,
      },
      (error) => { throw error; }, // prettier-ignore
    );
  let desk = room();
  /** A second a value; answers the qualities they were stored with. */
  const feed = (values: readonly number[]): number[] =>
    values.map((value) => {
      t.pass(1000);
      const [stored] = desk.marked([{ series, t: t.now(), value, quality: 0 }]);
      return stored?.quality ?? -1;
    });
  const at = (value: number, seconds = 40): number[] => Array.from({ length: seconds }, () => value);
  /** Both buffers, with an electrode that shows 6.98 and 4.09 in them (science.md D5). */
  const twoPoints = async (id: string): Promise<void> => {
    await t.as('emil', () => desk.measure(id, { index: 0, reference: 7, tempC: 25, simulate: false }));
    feed(at(6.98));
    t.as('emil', () => desk.take(id, 0, undefined));
    await t.as('emil', () => desk.measure(id, { index: 1, reference: 4.01, tempC: 25, simulate: false }));
    feed(at(4.09));
    t.as('emil', () => desk.take(id, 1, undefined));
  };
  const again = (): void => void (desk = room());
  return { t, desk: () => desk, again, feed, at, twoPoints, applied: () => applied.get(series) ?? [], series, past }; // prettier-ignore
}

test('a two-point calibration is judged by D5, kept as a record, and applies from its time on', async () => {
  const { t, desk, twoPoints, feed, applied, series, past } = underTest();
  const run = t.as('emil', () => desk().begin(begin()));
  await twoPoints(run.id);
  const result = await t.as('emil', () => desk().result(run.id, finish));
  expect(result.verdict).toEqual({ id: 'pass', words: 'Pass' });
  expect(Object.fromEntries(result.computed.map(({ name, value }) => [name, value]))).toMatchObject({
    slopePct: expect.closeTo(96.655518, 6),
    nernstMv: expect.closeTo(59.15935, 5),
    driftFound: expect.closeTo(0.08, 9),
    applyGain: expect.closeTo(1 / 0.96655518394648, 9),
  });
  expect(result.points.map(({ after }) => Number(after.toFixed(9)))).toEqual([7, 4.01]);
  const kept = await t.as('emil', () => desk().keep(run.id, finish, {}));
  if (kept.outcome !== 'kept') throw new Error(JSON.stringify(kept));
  const line = { recordId: kept.record.id, from: t.now(), to: null, gain: result.line?.gain, offset: result.line?.offset }; // prettier-ignore
  expect([applied(), desk().applied(pH), past]).toEqual([[line], [line], ['pH']]);
  expect(kept.record).toMatchObject({
    source: 'instrument',
    instrument: { id: pH },
    verdict: { id: 'pass' },
  });
  const raw = [{ series, t: t.now() + 1, value: 4.09, quality: 0 }];
  expect(desk().shown(raw)[0]?.value).toBeCloseTo(4.01, 9);
  expect(desk().shown([{ series, t: t.now() - 1, value: 4.09, quality: 0 }])[0]?.value).toBe(4.09);
  expect(raw[0]?.value).toBe(4.09);
  expect([desk().runs(), feed([5])]).toEqual([[], [0]]);
  const file = await desk().certificate(kept.record.id);
  expect([file.name, file.bytes.length]).toEqual(['calibration-PH-7-2026-01-05.pdf', 1]);
});

test('values are check of function from the begin to the end, and given up it leaves nothing', async () => {
  const { t, desk, feed, applied, series } = underTest();
  expect(feed([5, 5])).toEqual([0, 0]);
  const run = t.as('emil', () => desk().begin(begin()));
  expect(feed([5, 6, 7])).toEqual([check, check, check]);
  await t.as('emil', () => desk().abort(run.id, 'The bottle was empty'));
  expect([feed([5]), applied(), desk().runs(), t.keep.calibrationsOfUnit(r1)]).toEqual([[0], [], [], []]);
  // What arrives late is judged by when it was measured.
  const late = desk().marked([{ series, t: t.now() - 2500, value: 7, quality: 0 }]);
  expect(late[0]?.quality).toBe(check);
});

test('a probe that moves is not taken, unless somebody says why, and then it fails', async () => {
  const { t, desk, feed, at, applied } = underTest();
  const run = t.as('emil', () => desk().begin(begin()));
  await t.as('emil', () => desk().measure(run.id, { index: 0, reference: null, tempC: 30, simulate: false }));
  expect(desk().run(run.id).run.points[0]?.reference).toBe(6.99);
  feed(Array.from({ length: 40 }, (_, i) => 6.5 + i / 100));
  expect(desk().run(run.id).reading).toMatchObject({ stable: false, progress: 1 });
  expect(() => t.as('emil', () => desk().take(run.id, 0, undefined))).toThrow('still moves');
  t.as('emil', () => desk().take(run.id, 0, 'No time'));
  await expect(
    t.as('emil', () => desk().measure(run.id, { index: 1, reference: 6.99, tempC: 30, simulate: false })),
  ).rejects.toThrow('same');
  await t.as('emil', () => desk().measure(run.id, { index: 1, reference: 4.01, tempC: 30, simulate: false }));
  feed(at(3.9));
  t.as('emil', () => desk().take(run.id, 1, undefined));
  const kept = await t.as('emil', () => desk().keep(run.id, finish, {}));
  expect(kept).toMatchObject({ outcome: 'kept', record: { verdict: { id: 'fail' }, body: { takenAnyway: 'buffer pH 7.00: No time' } } }); // prettier-ignore
  expect(applied()).toEqual([]);
});

test('killed in the middle it goes on where it was; killed after keeping it is kept once', async () => {
  const { t, desk, again, twoPoints, feed } = underTest();
  const run = t.as('emil', () => desk().begin(begin()));
  await t.as('emil', () => desk().measure(run.id, { index: 0, reference: 7, tempC: 25, simulate: false }));
  again();
  expect(desk().runs().map(({ id, points }) => [id, points.length])).toEqual([[run.id, 1]]); // prettier-ignore
  expect(feed([6.98])).toEqual([check]);
  await twoPoints(run.id);
  const before = t.plantStore.getSetting('calibration-runs');
  const first = await t.as('emil', () => desk().keep(run.id, finish, {}));
  t.plantStore.putSetting('calibration-runs', before);
  again();
  const second = await t.as('emil', () => desk().keep(run.id, finish, {}));
  if (first.outcome !== 'kept' || second.outcome !== 'kept') throw new Error('not kept');
  expect([second.record.id, t.keep.calibrationsOfUnit(r1).length, desk().runs()]).toEqual([first.record.id, 1, []]); // prettier-ignore
});

test('each applies until the next, from the time it says; a voided one no longer', async () => {
  const { t, desk, twoPoints, applied } = underTest();
  const keep = async (more: CalibrationFinish): Promise<string> => {
    const run = t.as('emil', () => desk().begin(begin()));
    await twoPoints(run.id);
    const kept = await t.as('emil', () => desk().keep(run.id, more, {}));
    if (kept.outcome !== 'kept') throw new Error(JSON.stringify(kept));
    return kept.record.id;
  };
  const begun = t.now();
  const first = await keep({ ...finish, validFrom: begun - 3_600_000 });
  t.pass(7_200_000);
  const second = await keep(finish);
  const spans = (): unknown[] => applied().map(({ recordId, from, to }) => [recordId, from, to]);
  expect(spans()).toEqual([[first, begun - 3_600_000, t.now()], [second, t.now(), null]]); // prettier-ignore
  await t.sign('emil', 'record', second, 'VOID', 'Wrong buffer');
  t.plant.saveUnit({ id: r1, name: 'Changed', scale: '1L', startVolumeL: 1 });
  desk().tick();
  await new Promise(setImmediate);
  expect(spans()).toEqual([[first, begun - 3_600_000, null]]);
  const probe = desk().probes().find(({ channelId: id }) => id === pH); // prettier-ignore
  expect(probe).toMatchObject({
    serial: 'PH-7',
    due: 'valid',
    flagged: false,
    passes: [{ recordId: first }],
  });
});

test('of eight calibrations that wear by a known trend the day of failure is forecast within a tenth', async () => {
  const { t, desk, feed, at } = underTest();
  const begun = t.now();
  const dayMs = 86_400_000;
  // 99 % of Nernst at first, 0.05 % a day: 95 % after 80 days. Scatter of 0.05 %.
  const slopePct = (day: number, i: number): number =>
    99 - 0.05 * day + 0.05 * ([0, 1, -1, 0, 1, -1, 1, 0][i] ?? 0);
  for (let i = 0; i < 8; i += 1) {
    t.pass(begun + i * 7 * dayMs - t.now());
    const run = t.as('emil', () => desk().begin(begin()));
    const shown = (value: number): number => 7 + ((value - 7) * slopePct(i * 7, i)) / 100;
    for (const [index, reference] of [7, 4.01].entries()) {
      await t.as('emil', () => desk().measure(run.id, { index, reference, tempC: 25, simulate: false }));
      feed(at(shown(reference)));
      t.as('emil', () => desk().take(run.id, index, undefined));
    }
    await t.as('emil', () => desk().keep(run.id, finish, {}));
  }
  const forecast = desk().probes().find(({ channelId: id }) => id === pH)?.forecast; // prettier-ignore
  const left = 80 - (t.now() - begun) / dayMs;
  expect(Math.abs((forecast?.days ?? 0) / left - 1)).toBeLessThan(0.1);
  expect([forecast?.earliestDays, forecast?.latestDays].map((days) => days !== null && days !== undefined)).toEqual([true, true]); // prettier-ignore
  expect((forecast?.earliestDays ?? 0) < left && left < (forecast?.latestDays ?? 0)).toBe(true);
});
