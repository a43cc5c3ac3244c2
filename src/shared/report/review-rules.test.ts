import { expect, test } from 'vitest';
import type { KeptRecord } from '../model/records/record';
import type { StationEvent } from '../model/station-event';
import type { BatchFacts, ReportedAlarm } from './batch-facts';
import { reviewBatch } from './review-batch';
import { sampleFacts, sampleRecord, t0 } from './testing/sample-facts';

const minute = 60_000;
const hour = 3_600_000;
const plain = sampleFacts();
const found = (facts: BatchFacts) => reviewBatch(facts).exceptions;
const known = new Set(found(plain).map(({ id }) => id));

/** Words of what a change of the plain batch brings, by rule; nothing else may come with it. */
function brings(some: Partial<BatchFacts>): [string, string][] {
  return found(sampleFacts(some))
    .filter(({ id }) => !known.has(id))
    .map(({ rule, words }) => [rule, words]);
}

function withRecord(some: Partial<KeptRecord> & Pick<KeptRecord, 'kind' | 'body'>): Partial<BatchFacts> {
  const newest = sampleRecord({ id: 'X-1', ...some });
  return { records: [...plain.records, { newest, versions: [newest], signatures: [] }] };
}

/** The medium of the plain batch with something else in it. */
function withMedium(body: KeptRecord['body']): Partial<BatchFacts> {
  return {
    records: plain.records.map((record) =>
      record.newest.kind === 'media-preparation'
        ? { ...record, newest: { ...record.newest, body: { ...record.newest.body, ...body } } }
        : record,
    ),
  };
}
const components = (): Record<string, string | number | boolean | null>[] => {
  const rows = plain.records[0]?.newest.body['components'];
  return Array.isArray(rows) ? rows.map((row) => ({ ...row })) : [];
};
const changed = (material: string, some: Record<string, string | number>) => ({
  components: components().map((row) => (row['material'] === material ? { ...row, ...some } : row)),
});

const event = (kind: string, words: string): Partial<BatchFacts> => {
  const one: StationEvent = { id: 7, at: t0 + hour, severity: 'warning', kind, words, unitId: null };
  return { events: [one] };
};
const alarm = (
  what: ReportedAlarm['what'],
  seenAt: number,
  alarmId = 'DO-low',
  priority: ReportedAlarm['priority'] = 'high',
): ReportedAlarm => ({
  alarmId,
  what,
  seenAt,
  by: 'Emil',
  comment: 'pump swap',
  words: 'Oxygen low',
  priority,
});
const closure = (values: Record<string, number>): Partial<BatchFacts> => {
  const post = ['ph', 'do'].map((probe) =>
    sampleRecord({
      id: `P-${probe}`,
      kind: 'calibration',
      body: { probe, occasion: 'post-batch' },
      verdict: { id: 'pass', words: 'Pass' },
    }),
  );
  const closing = sampleRecord({
    id: 'Z-1',
    kind: 'batch-closure',
    body: { outcome: 'complete' },
    computed: Object.entries(values).map(([name, value]) => ({ name, label: name, unit: '%', value })),
  });
  const signatures = plain.records.find(({ newest }) => newest.kind === 'calibration')?.signatures ?? [];
  return {
    records: [
      ...plain.records,
      ...[...post, closing].map((newest) => ({ newest, versions: [newest], signatures })),
    ],
  };
};

const examples: readonly (readonly [string, Partial<BatchFacts>, RegExp])[] = [
  [
    'RBE-03',
    withMedium({
      components: [
        ...components(),
        { material: 'other', lot: 'Q-1', release: 'released', expires: '2030-01-01', actual: 1, unit: 'g' },
      ],
    }),
    /other, lot Q-1, is no material of the recipe/,
  ],
  [
    'RBE-03',
    withMedium({ components: components().filter(({ material }) => material !== 'koh') }),
    /KOH of the recipe is not among/,
  ],
  [
    'RBE-05',
    withMedium(changed('glycerol', { actual: 204 })),
    /204 g instead of 200 g \(\+2\.0 %, allowed ±1 %\)/,
  ],
  [
    'RBE-06',
    withMedium(changed('koh', { expires: '2026-03-03' })),
    /koh, lot L-koh, had expired on 2026-03-03/,
  ],
  ['RBE-07', withMedium({ integrityTest: 'not-done' }), /vent filter VF-12 has no integrity test/],
  [
    'RBE-08',
    {
      events: [
        { id: 9, at: t0 + hour, severity: 'error', kind: 'samples-lost', words: '3 samples', unitId: null },
      ],
    },
    /3 samples/,
  ],
  [
    'RBE-09',
    withRecord({
      kind: 'process-change',
      eventAt: t0 + 9.8 * hour,
      body: { parameter: 'air', planned: 'planned' },
    }),
    /written by hand while Temperature was not recorded/,
  ],
  [
    'RBE-11',
    withRecord({
      kind: 'process-change',
      body: { parameter: 'air', newValue: 0.5, planned: 'unplanned', why: 'DO fell' },
    }),
    /was not planned: air to 0\.5, because DO fell/,
  ],
  ['RBE-22', { model: { windows: 1000, withheld: 11, outside: 50 } }, /1\.1 % of 1000 windows had no answer/],
  [
    'RBE-24',
    { alarms: [alarm('activated', t0), alarm('acknowledged', t0 + 6 * minute)] },
    /unacknowledged for more than 5 min once, the longest 6 min/,
  ],
  ['RBE-24', { alarms: [alarm('shelved', t0)] }, /was shelved .* by Emil: pump swap/],
  [
    'RBE-24',
    { alarms: Array.from({ length: 11 }, (_, i) => alarm('activated', t0 + i * 50_000, `A${i}`, 'low')) },
    /flood of 11 alarms/,
  ],
  ['RBE-29', { model: { windows: 1000, withheld: 10, outside: 51 } }, /5\.1 % of 1000 windows were outside/],
  ['RBE-29', event('model-reverted', 'od 2.0.0 gave its place back'), /gave its place back/],
  ['RBE-31', event('model-champion', 'od 2.0.0 leads now'), /leads now/],
  [
    'RBE-32',
    withRecord({ kind: 'process-change', body: { parameter: 'air', planned: 'planned', emergency: true } }),
    /in an emergency/,
  ],
  ['RBE-34', closure({ volumeOffPct: -3.4, baseOffPct: 4 }), /3\.4 % off its balance/],
  ['RBE-34', closure({ volumeOffPct: 1, baseOffPct: 11 }), /11 % off the weight of the bottle/],
];

test.each(examples)('%s is found, and nothing else with it (%#)', (rule, some, words) => {
  const got = brings(some);
  expect(got.map(([id]) => id)).toEqual([rule]);
  expect(got[0]?.[1]).toMatch(words);
});

test('RBE-26 probes that drifted, and probes that nobody checked after the batch', () => {
  const drifted = withRecord({
    kind: 'calibration',
    body: { probe: 'ph', occasion: 'post-batch' },
    verdict: { id: 'warn', words: 'Shift' },
    computed: [{ name: 'shiftPh', label: 'Shift', unit: 'pH', value: 0.24 }],
  });
  expect(brings(drifted).filter(([rule]) => rule === 'RBE-26')).toEqual([
    ['RBE-26', expect.stringContaining('the pH probe was 0.24 off')],
  ]);
  const closed = withRecord({ kind: 'batch-closure', body: { outcome: 'complete' } });
  expect(brings(closed)).toEqual([
    ['RBE-26', 'The pH probe was not checked after the batch'],
    ['RBE-26', 'The DO probe was not checked after the batch'],
  ]);
});

test('what is within its limits is no exception: 5 min, 1 %, 5 %, one alarm that is low', () => {
  expect(
    brings({
      model: { windows: 1000, withheld: 10, outside: 50 },
      alarms: [
        alarm('activated', t0),
        alarm('acknowledged', t0 + 5 * minute),
        alarm('activated', t0 + hour, 'pH-low', 'low'),
      ],
    }),
  ).toEqual([]);
});
