import { expect, test } from 'vitest';
import { batchIdSchema, unitIdSchema } from '../identity';
import { answered, checkRecord, wantsReason } from './check-record';
import { parseDecimal, parseField, type RecordBody } from './field-value';
import { kindOfRecord } from './kind-of-record';
import { pichiaRecipe } from './recipe';
import { computedOf } from './record-rule';
import type { RecordContext } from './record-context';
import { recordKinds, type RecordKind } from './record-kind';

const t0 = Date.UTC(2026, 0, 5, 8);
const hour = 3_600_000;
const base: RecordContext = {
  now: t0 + 30 * hour,
  zone: 'UTC',
  recipe: pichiaRecipe,
  batch: {
    id: batchIdSchema.parse('B1'),
    unitId: unitIdSchema.parse('R1'),
    state: 'running',
    aborted: false,
    t0,
    endedAt: null,
    workingVolumeL: 1,
  },
  vessels: [{ unitId: unitIdSchema.parse('R1'), name: 'R1', totalL: 1.8, heldBy: null }],
  batchNumbers: ['PP-1'],
  people: [{ id: 'dana', name: 'Dana' }],
  records: [],
  usedSources: ['CRYO-1'],
  line: { pH: { value: 5, at: t0, good: true } },
  predicted: {},
  history: null,
  openDeviations: [],
};

/** Rules that speak, with their level, and a computed value; of a body that is merely part of a record. */
function judged(
  kind: RecordKind,
  body: RecordBody,
  context: Partial<RecordContext> = {},
  eventAt = t0 + 4 * hour,
) {
  const check = checkRecord(kind, body, { ...base, ...context }, { eventAt, performedBy: 'dana' });
  const said = check.findings
    .filter(({ rule }) => rule !== `${kind}.form`)
    .map(({ rule, level }) => `${level} ${rule}`);
  return { ...check, said, computed: (name: string) => computedOf(check.computed, name) };
}

const ph = (mv4: number, mv7: number, more: RecordBody = {}): RecordBody => ({
  probe: 'ph',
  bufferTempC: 25,
  ph4: 4,
  ph7: 7,
  mv4,
  mv7,
  stableS: 15,
  stabilised: true,
  ...more,
});

test.each([
  // slope % at 25 °C = (E4 − E7)/3/59.16: 100 % is 177.48 mV
  [177.48, 0, 'pass'],
  [0.95 * 177.48 + 0.01, 0, 'pass'],
  [0.949 * 177.48, 0, 'fail'],
  [1.051 * 177.48, 0, 'fail'],
  [0.84 * 177.48, 0, 'fail'],
  [177.48 + 16, 16, 'warn'],
  [177.48 + 31, 31, 'fail'],
] as const)('pH: %f and %f mV give %s', (mv4, mv7, verdict) => {
  expect(judged('calibration', ph(mv4, mv7)).verdict?.id).toBe(verdict);
});

test('pH: the slope is of the Nernst slope at the temperature of the buffers, and never ticked', () => {
  const body = { probe: 'ph', ph4: 4, ph7: 7, mv4: 180.45, mv7: 0, stableS: 15, stabilised: true };
  expect(judged('calibration', { ...body, bufferTempC: 30 }).computed('slopePct')).toBeCloseTo(100, 1);
  expect(judged('calibration', { ...body, bufferTempC: 20 }).computed('slopePct')).toBeCloseTo(103.4, 1);
  expect(judged('calibration', { ...body, bufferTempC: 25, verdict: 'pass' }).findings[0]?.words).toContain(
    'no such field',
  );
});

test('pH values typed for millivolts, equal buffers and an expired buffer are caught', () => {
  expect(judged('calibration', ph(4.03, 6.98)).said).toContain('X calibration.ph-for-mv');
  expect(judged('calibration', ph(170, 0, { ph4: 7 })).said).toContain('X calibration.same-buffers');
  expect(judged('calibration', ph(0, 170)).said).toContain('X calibration.buffers-exchanged');
  expect(judged('calibration', ph(177, 0, { referenceExpires: '2026-01-04' }))).toMatchObject({
    verdict: { id: 'fail' },
  });
});

const gas = { gasDry: true, stabilised: true, n2Reading: 0, spreadPct: 0.05 };
test.each<[RecordBody, string]>([
  [{ probe: 'do', zeroSignal: 1.2, airSignal: 60, t63S: 29, stabilised: true }, 'pass'],
  [{ probe: 'do', zeroSignal: 1.3, airSignal: 60, t63S: 29, stabilised: true }, 'fail'],
  [{ probe: 'do', zeroSignal: 0, airSignal: 60, t63S: 30, stabilised: true }, 'fail'],
  [{ probe: 'do', zeroSignal: 0, airSignal: 60, t63S: 10, stabilised: false }, 'fail'],
  [
    {
      probe: 'temperature',
      stabilised: true,
      temperaturePoints: [
        { reference: 20, reading: 20.2 },
        { reference: 37, reading: 37.2 },
      ],
    },
    'pass',
  ],
  [
    {
      probe: 'temperature',
      stabilised: true,
      temperaturePoints: [
        { reference: 20, reading: 20.3 },
        { reference: 37, reading: 37.3 },
      ],
    },
    'fail',
  ],
  [{ probe: 'off-gas-o2', ...gas, airReading: 21.1 }, 'pass'],
  [{ probe: 'off-gas-o2', ...gas, airReading: 20.1 }, 'fail'],
  [{ probe: 'off-gas-o2', ...gas, airReading: 20.9, spreadPct: 0.06 }, 'fail'],
  [{ probe: 'off-gas-co2', ...gas, spanReference: 5, spanReading: 5.1, rangePct: 10 }, 'pass'],
  [{ probe: 'off-gas-co2', ...gas, spanReference: 0.04, spanReading: 0.04, rangePct: 10 }, 'fail'],
  [{ probe: 'pressure', stabilised: true, zeroBarG: 0.005 }, 'pass'],
  [{ probe: 'pressure', stabilised: true, zeroBarG: -0.006 }, 'fail'],
  [{ probe: 'gas-flow', stabilised: true, 'gas-flowPoints': [{ reference: 1, reading: 1.021 }] }, 'fail'],
  [{ probe: 'balance', stabilised: true, balancePoints: [{ reference: 100, reading: 100.1 }] }, 'pass'],
  [{ probe: 'photometer', stabilised: true, photometerPoints: [{ reference: 0.5, reading: 0.506 }] }, 'fail'],
  [
    {
      probe: 'pump',
      stabilised: true,
      setMlMin: 1,
      densityGMl: 1,
      pumpPoints: [0, 1, 2, 3].map((minutes) => ({ minutes, grams: 1.04 * minutes })),
    },
    'pass',
  ],
])('calibration %j is a %s', (body, verdict) => {
  expect(judged('calibration', body).verdict?.id).toBe(verdict);
});

test('F0 of 30 min at 121.0 °C is 29.3 min; a load probe is summed', () => {
  expect(judged('media-preparation', { tMinLoadC: 121, holdMin: 30 }).computed('f0Min')).toBeCloseTo(29.3, 1);
  const loadProbe = [0, 10, 20].map((minute) => ({ minute, tempC: 121.1 }));
  expect(judged('media-preparation', { loadProbe }).computed('f0Min')).toBeCloseTo(20, 6);
  expect(judged('media-preparation', { tMinLoadC: 118, holdMin: 30 }).verdict?.words).toContain('F0 14.7');
});

test('media: PTM1 must be listed, tolerances are those of the recipe, an expired lot cannot pass', () => {
  const row = (material: string, actual: number, expires = '2027-01-01') => ({
    material,
    actual,
    unit: 'g',
    lot: 'L',
    expires,
    release: 'released',
    weighedBy: 'dana',
    checkedBy: 'tom',
  });
  const { said } = judged('media-preparation', {
    volumeL: 1,
    components: [row('glycerol', 40.5), row('koh', 4.2)],
  });
  expect(said).toEqual(expect.arrayContaining(['C media.tolerance', 'C media.missing-material']));
  const expired = judged('media-preparation', {
    volumeL: 1,
    components: [row('glycerol', 40, '2026-01-01')],
  });
  expect(expired.said).toContain('C media.expired');
  expect(expired.verdict?.id).toBe('fail');
});

const seed = (raw: number, more: RecordBody = {}): RecordBody => ({
  odReadings: [{ raw }, { raw }],
  blank: 0,
  dilution: 10,
  contaminants: 'none',
  viabilityPct: 97,
  volumeMl: 100,
  ...more,
});
test.each([
  [0.199, 'no-go'],
  [0.2, 'go'],
  [0.6, 'go'],
  [0.61, 'go-engineer'],
  [1, 'go-engineer'],
  [1.01, 'no-go'],
] as const)('inoculum with OD %f × 10 is a %s', (raw, verdict) => {
  expect(judged('inoculation', seed(raw)).verdict?.id).toBe(verdict);
});

test('inoculum: start OD is computed, contaminants and poor viability are a NO-GO, a vial is used once', () => {
  expect(judged('inoculation', seed(0.42)).computed('startOd')).toBeCloseTo(0.42, 6);
  expect(judged('inoculation', seed(0.42, { contaminants: 'suspected' })).verdict?.id).toBe('no-go');
  expect(judged('inoculation', seed(0.42, { viabilityPct: 89 })).verdict?.id).toBe('no-go');
  expect(judged('inoculation', seed(0.42, { sourceType: 'cryo', sourceId: 'CRYO-1' })).said).toContain(
    'X inoculation.source-used',
  );
});

test.each<[RecordBody, string]>([
  [{ odRaw: 0.3 }, 'X sample.od-parts'],
  [{ odRaw: 1.01, dilution: 10 }, 'C sample.od-raw'],
  [{ grossDryG: 1.01, volMl: 5 }, 'X sample.tare-missing'],
  [{ grossDryG: 1.01, tareG: 1 }, 'X sample.filter-volume-missing'],
  [{ grossDryG: 0.99, tareG: 1, volMl: 5 }, 'X sample.gross-below-tare'],
  [{ wetG: 1, grossDryG: 1.01, tareG: 1, volMl: 5 }, 'X sample.wet-below-dry'],
  [{ phOffline: 5.15 }, 'W sample.ph-warn'],
  [{ phOffline: 5.21 }, 'C sample.ph'],
  [{ phOffline: 14.7 }, 'X sample.phOffline.range'],
  [{ methanolGL: 16 }, 'C sample.methanol'],
  [{ drawMl: 60 }, 'W sample.draw-warn'],
  [{ drawMl: 101 }, 'C sample.draw'],
  [{ drawMl: 2500 }, 'X sample.draw-impossible'],
  [{ contaminants: 'seen' }, 'W sample.contaminants'],
])('sample %j: %s', (body, rule) => {
  expect(judged('sample', { sampleNo: 1, ...body }).said).toContain(rule);
});

test('a sample lies between inoculation and end, and in the past', () => {
  expect(judged('sample', {}, {}, t0 - hour).said).toContain('X sample.before-t0');
  expect(judged('sample', {}, {}, base.now + hour).said).toContain('X sample.future');
  const ended = base.batch && { ...base.batch, endedAt: t0 + hour };
  expect(judged('sample', {}, { batch: ended }).said).toContain('X sample.after-end');
});

test('dry weight is gross less tare over volume; an entry 4 sigma off the twin is asked about, and a reason answers it', () => {
  expect(judged('sample', { grossDryG: 1.05, tareG: 1, volMl: 5 }).computed('dcwGL')).toBeCloseTo(10, 6);
  const predicted = { od600: { value: 12, sd: 0.5 } };
  expect(judged('sample', { odRaw: 0.695, dilution: 20 }, { predicted }).said).not.toContain(
    'C sample.twin-od',
  );
  const off = judged('sample', { odRaw: 0.71, dilution: 20 }, { predicted });
  expect(off.said).toContain('C sample.twin-od');
  expect(answered(off.findings, { 'sample.twin-od': '.' }).filter(wantsReason)).toHaveLength(1);
  expect(answered(off.findings, { 'sample.twin-od': 'Measured twice' }).filter(wantsReason)).toEqual([]);
});

test('closing: nothing is asked of an aborted batch that it cannot have; a complete one needs checks, samples and its length', () => {
  const batch = base.batch && { ...base.batch, state: 'ended' as const, endedAt: t0 + 4 * hour };
  expect(
    judged(
      'batch-closure',
      {
        outcome: 'aborted',
        abortCause: 'contamination',
        datasetDecision: 'excluded',
        datasetReason: 'Contaminated',
      },
      { batch },
    ),
  ).toMatchObject({ findings: [] });
  const { said } = judged(
    'batch-closure',
    { outcome: 'complete', depletion: 'none', datasetDecision: 'accepted' },
    { batch, openDeviations: [{ id: 'D1', level: 3, title: 'x' }] },
  );
  expect(said).toEqual(
    expect.arrayContaining([
      'C closure.runtime',
      'C closure.samples',
      'X closure.post-checks',
      'X closure.open-items',
      'X closure.level-3-accepted',
    ]),
  );
});

test('a level below the computed one needs a reason, methanol needs depletion, ranges have classes', () => {
  const failure = {
    category: 'dissolved-oxygen',
    rule: 'do-below-20',
    occurredFrom: t0,
    occurredTo: t0 + 20 * 60_000,
    level: '1',
    title: 'DO fell',
    expected: 'Above 20 %',
    immediateAction: 'None',
    description: 'DO fell below the limit for twenty minutes',
  };
  expect(judged('failure', failure).said).toContain('X failure.level-lowered');
  expect(judged('failure', failure).computed('computedLevel')).toBe(2);
  expect(judged('process-change', { parameter: 'methanol-feed', newValue: 3.6 }).said).toContain(
    'X change.methanol-before-depletion',
  );
  expect(judged('process-change', { parameter: 'temperature', newValue: 30 }).verdict?.id).toBe('pass');
  expect(judged('process-change', { parameter: 'temperature', newValue: 32 }).verdict?.id).toBe('warn');
  expect(judged('process-change', { parameter: 'temperature', newValue: 33 }).verdict?.id).toBe('fail');
});

test('numbers are read with comma or point, and never guessed at', () => {
  expect(['4,20', ' 4.20 ', '−0,5', '1e3', '.5'].map(parseDecimal)).toEqual([4.2, 4.2, -0.5, 1000, 0.5]);
  expect(['1.234,5', '1,2,3', '4 mL', '', '0x10', 'Infinity'].map(parseDecimal)).toEqual(
    Array.from({ length: 6 }),
  );
  const field = kindOfRecord('sample').fields.find(({ name }) => name === 'odRaw');
  expect(field && parseField(field, '0,42')).toEqual({ value: 0.42 });
});

test('no observation has a default: an empty body is refused field by field, in words', () => {
  for (const kind of recordKinds) {
    const { findings } = checkRecord(kind, {}, base, { eventAt: t0 + hour, performedBy: 'dana' });
    const required = kindOfRecord(kind).fields.filter((field) => field.required && field.when === undefined);
    const missing = new Set(findings.filter(({ level }) => level === 'X').map(({ field }) => field));
    expect(required.filter(({ name }) => !missing.has(name))).toEqual([]);
    const names = kindOfRecord(kind).fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});
