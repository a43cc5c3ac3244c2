import { batchIdSchema, channelId, unitIdSchema } from '../../model/identity';
import type { SealedEntry } from '../../model/ledger-entry';
import { pichiaRecipe } from '../../model/records/recipe';
import type { KeptRecord } from '../../model/records/record';
import type { CheckedSignature, MeaningCode } from '../../model/signature';
import type { BatchFacts, ReportedRecord, ReportedSeries } from '../batch-facts';

/** Inoculation of the batch that tests report on. */
export const t0 = Date.UTC(2026, 2, 4, 8, 0);
const hour = 3_600_000;
const unitId = unitIdSchema.parse('R-101');
const batchId = batchIdSchema.parse('B-2026-014');
const hash = (letter: string): string => letter.repeat(64);

/** A signature as a report shows it; its seal is not real. */
export function sampleSignature(
  subject: { readonly type: string; readonly id: string; readonly version: number },
  meaning: MeaningCode,
  name: string,
  at: number,
  words: string,
): CheckedSignature {
  const personId = name.toLowerCase().replaceAll(' ', '-');
  return {
    state: 'valid',
    why: '',
    signature: {
      v: 1,
      id: `sig-${subject.id}-${meaning}`,
      subject: { ...subject, contentHash: hash('c') },
      meaning,
      words,
      personId,
      userId: personId,
      name,
      role: 'engineer',
      reason: null,
      at,
      local: new Date(at).toISOString().replace('Z', '+00:00'),
      zone: 'UTC',
      clockTrusted: true,
      stationId: 'station-1',
      sessionId: 'session-1',
      components: ['user-id', 'password'],
      ledger: { seq: 10, hash: hash('1') },
      keyId: 'key-1',
      value: 'AA==',
    },
  };
}

/** A record with what tests want to say of it. */
export function sampleRecord(
  some: Partial<KeptRecord> & Pick<KeptRecord, 'id' | 'kind' | 'body'>,
): KeptRecord {
  return {
    batchId,
    unitId,
    eventAt: t0 + hour,
    zone: 'Europe/Berlin',
    source: 'manual',
    instrument: null,
    raw: {},
    attachments: [],
    version: 1,
    supersedes: null,
    attempt: 1,
    offsetMin: 60,
    enteredAt: t0 + hour + 600_000,
    late: false,
    clockTrusted: true,
    performedBy: 'dana',
    performedByName: 'Dana Demo',
    enteredBy: 'dana',
    enteredByName: 'Dana Demo',
    stationId: 'station-1',
    sop: { id: 'SOP-SAMPLING', version: '1' },
    reason: null,
    findings: [],
    computed: [],
    verdict: null,
    clientId: null,
    contentHash: hash('c'),
    status: 'submitted',
    verifiedBy: null,
    verifiedByName: null,
    ...some,
  };
}

function only(newest: KeptRecord, signatures: readonly CheckedSignature[] = []): ReportedRecord {
  return { newest, versions: [newest], signatures };
}

/** A stirred hour-by-hour course with a gap and an excursion. */
function sampleSeries(): ReportedSeries {
  const t = Array.from({ length: 200 }, (_, at) => t0 + (at * 24 * hour) / 200);
  const mean = t.map((time, at) =>
    at > 80 && at < 90 ? null : 30 + Math.sin(time / 4e6) * 0.3 + (at > 150 && at < 156 ? 1.4 : 0),
  );
  return {
    tag: 'Temp',
    name: 'Temperature',
    unit: '°C',
    normal: { low: 29, high: 31 },
    t,
    mean,
    low: mean.map((value) => (value === null ? null : value - 0.1)),
    high: mean.map((value) => (value === null ? null : value + 0.12)),
    holes: [
      {
        channelId: channelId('R-101', 'Temp'),
        from: t[81] ?? 0,
        to: t[90] ?? 0,
        cause: 'source-down',
        fill: null,
        open: false,
      },
    ],
  };
}

function sampleEntry(seq: number, what: string, facts: SealedEntry['entry']['facts'] = {}): SealedEntry {
  return {
    entry: {
      v: 1,
      seq,
      at: t0 + seq * 60_000,
      monotonicMs: seq,
      boot: 'boot-1',
      clockTrusted: true,
      stationId: 'station-1',
      actor: {
        kind: 'person',
        personId: 'dana',
        userId: 'dana',
        name: 'Dana Demo',
        roles: ['technician'],
        sessionId: 's',
      },
      what,
      subject: { type: 'record', id: 'S-1', version: 1 },
      reason: null,
      facts,
      rows: [],
      previous: hash('0'),
    },
    hash: hash('a'),
    signature: 'AA==',
    keyId: 'key-1',
  };
}

/** Three times corrected: 4.2, 2.4, 2.5, 2.45. */
export function correctedSample(): ReportedRecord {
  const first = sampleRecord({
    id: 'S-1',
    kind: 'sample',
    body: { sampleNo: 1, plannedH: 1, drawMl: 10, odRaw: 4.2, notes: '' },
  });
  const later = ([odRaw, text]: readonly [number, string], at: number): KeptRecord => ({
    ...first,
    version: at + 2,
    supersedes: at + 1,
    body: { ...first.body, odRaw },
    reason: { code: 'typing', text },
    enteredAt: first.enteredAt + (at + 1) * 600_000,
    enteredByName: 'Emil Demo',
  });
  const versions = [
    first,
    ...(
      [
        [2.4, 'digits were swapped'],
        [2.5, 'read again at the photometer'],
        [2.45, 'mean of two readings'],
      ] as const
    ).map(later),
  ];
  const newest = versions.at(-1) ?? first;
  const subject = { type: 'record', id: 'S-1', version: 4 };
  return {
    newest,
    versions,
    signatures: [
      sampleSignature(subject, 'VER', 'Emil Demo', newest.enteredAt + 60_000, 'Verified by (second person)'),
    ],
  };
}

/** The rest of 5 L by the recipe. */
const otherComponents = (
  [
    ['h3po4', 133.5, 'mL'],
    ['caso4', 4.65, 'g'],
    ['mgso4', 74.5, 'g'],
    ['koh', 20.65, 'g'],
    ['ptm1', 21.75, 'mL'],
  ] as const
).map(([material, actual, unit]) => ({
  material,
  lot: `L-${material}`,
  expires: '2027-06-30',
  release: 'released',
  actual,
  unit,
}));

/** A batch with something in every part of its report. */
export function sampleFacts(some: Partial<BatchFacts> = {}): BatchFacts {
  const passed = { id: 'pass', words: 'Pass: slope 98.4 %' } as const;
  const calibration = (id: string, probe: string, attempt: number) =>
    only(
      sampleRecord({
        id,
        kind: 'calibration',
        attempt,
        body: { probe, probeSerial: `PROBE:${id}` },
        verdict: passed,
        eventAt: t0 - 3 * hour,
        enteredAt: t0 - 3 * hour,
      }),
      [
        sampleSignature(
          { type: 'record', id, version: 1 },
          'CAL_A',
          'Emil Demo',
          t0 - 3 * hour + 600_000,
          'Calibration accepted',
        ),
      ],
    );
  return {
    madeAt: t0 + 30 * hour,
    zone: 'Europe/Berlin',
    printedBy: 'Rita Demo (rita)',
    stationId: 'station-1',
    software: 'Bioprocess Twin 0.1.0',
    batch: {
      id: batchId,
      unitId,
      name: 'Pichia 14',
      state: 'in-review',
      life: 'ended',
      aborted: false,
      origin: 'records',
      simulated: true,
      t0,
      endedAt: t0 + 24 * hour,
      planId: 'P-1',
      createdAt: t0 - 24 * hour,
      version: 7,
      contentHash: hash('b'),
      moves: [],
    },
    unitName: 'Reactor 101',
    names: { dana: 'Dana Demo' },
    recipe: pichiaRecipe,
    moves: [
      {
        batchId,
        move: 'go',
        from: 'ready',
        to: 'running',
        at: t0,
        by: 'emil',
        byName: 'Emil Demo',
        reason: null,
        signatureId: 'sig-go',
      },
      {
        batchId,
        move: 'end',
        from: 'running',
        to: 'ended',
        at: t0 + 24 * hour,
        by: 'dana',
        byName: 'Dana Demo',
        reason: null,
        signatureId: null,
      },
    ],
    records: [
      only(
        sampleRecord({
          id: 'M-1',
          kind: 'media-preparation',
          eventAt: t0 - 6 * hour,
          enteredAt: t0 - 6 * hour,
          body: {
            volumeL: 5,
            components: [
              {
                material: 'glycerol',
                lot: 'GLY-0098-A',
                expires: '2027-01-31',
                release: 'released',
                actual: 201.3,
                unit: 'g',
              },
              {
                material: 'k2so4',
                lot: 'K2-77',
                expires: '2026-12-31',
                release: 'released',
                actual: 90.9,
                unit: 'g',
              },
              ...otherComponents,
            ],
            ventFilterId: 'VF-12',
            integrityTest: 'pass',
          },
          verdict: passed,
        }),
        [
          sampleSignature(
            { type: 'record', id: 'M-1', version: 1 },
            'REL_M',
            'Emil Demo',
            t0 - 6 * hour + 600_000,
            'Media released for use',
          ),
        ],
      ),
      calibration('C-1', 'ph', 1),
      calibration('C-2', 'do', 2),
      correctedSample(),
    ],
    signatures: [
      sampleSignature(
        { type: 'batch', id: batchId, version: 7 },
        'TECH',
        'Emil Demo',
        t0 + 29 * hour,
        'Technical review',
      ),
    ],
    gates: null,
    blockers: [{ id: 'dcw', words: 'Sample 1 waits for its dry weight' }],
    proposals: [],
    deviations: [],
    phases: [
      { words: 'Lag', from: t0, to: t0 + 2 * hour },
      { words: 'Glycerol batch', from: t0 + 2 * hour, to: t0 + 24 * hour },
    ],
    series: [sampleSeries()],
    events: [],
    alarms: [],
    model: null,
    dispositions: [],
    ledger: [
      sampleEntry(1, 'record.submitted'),
      sampleEntry(2, 'record.refused', {
        words: 'OD 40 is above what the photometer can read',
        value: 40,
        rule: 'sample.od-raw',
      }),
    ],
    head: { seq: 212, hash: hash('d') },
    anchor: null,
    keys: [{ keyId: 'key-1', publicPem: '', since: t0 - 48 * hour }],
    integrity: { sound: true, words: 'All 212 entries were recomputed and hold.' },
    ...some,
  };
}
