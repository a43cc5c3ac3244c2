import type { BatchId } from '../../../../shared/model/identity';
import type { RecordEntry } from '../../../../shared/model/records/record';
import { r1 } from './records-under-test';

type Body = RecordEntry['body'];
const hour = 3_600_000;
const entry = (
  kind: RecordEntry['kind'],
  batchId: BatchId | null,
  eventAt: number,
  body: Body,
  more: Partial<RecordEntry> = {},
): RecordEntry => ({
  kind,
  batchId,
  unitId: kind === 'batch' ? null : r1,
  eventAt,
  zone: 'Europe/Berlin',
  source: 'manual',
  instrument: null,
  body,
  raw: {},
  answers: {},
  attachments: [],
  ...more,
});

export const plan = (at: number, more: Body = {}): RecordEntry =>
  entry('batch', null, at, {
    batchNo: 'PP-2026-001',
    vesselId: 'R1',
    recipe: 'pichia-basal-salts@1',
    product: 'HSA',
    strain: 'GS115',
    hostPhenotype: 'mut-plus',
    workingVolumeL: 1,
    plannedStart: at + 24 * hour,
    leadOperator: 'dana',
    campaignPhase: 'b',
    plannedVariation: 'none',
    datasetRole: 'train',
    phProbe: 'PH-1',
    doProbe: 'DO-1',
    temperatureProbe: 'T-1',
    ...more,
  });

const amounts: readonly (readonly [string, number, string])[] = [
  ['h3po4', 26.7, 'mL'],
  ['caso4', 0.93, 'g'],
  ['k2so4', 18.2, 'g'],
  ['mgso4', 14.9, 'g'],
  ['koh', 4.13, 'g'],
  ['glycerol', 40, 'g'],
  ['ptm1', 4.35, 'mL'],
  ['base', 200, 'mL'],
  ['antifoam', 10, 'mL'],
];
const component = ([material, actual, unit]: (typeof amounts)[number]) => ({
  material,
  lot: `L-${material}`,
  expires: '2027-01-01',
  release: 'released',
  actual,
  unit,
  weighedBy: 'dana',
  checkedBy: 'tom',
});

/** Made at a time; autoclaved one hour later, cold five hours after that. */
export const media = (batchId: BatchId, at: number, more: Body = {}): RecordEntry =>
  entry('media-preparation', batchId, at, {
    volumeL: 1,
    components: amounts.map(component),
    phBeforeAdjust: 1.8,
    appearance: 'clear',
    autoclaveId: 'A1',
    cycleNo: '17',
    loadType: 'vessel',
    autoclaveStart: at + hour,
    autoclaveEnd: at + 2 * hour,
    tMinLoadC: 121,
    tMaxLoadC: 122,
    holdMin: 30,
    chemIndicator: 'integrating',
    chemIndicatorResult: 'pass',
    bioIndicator: 'none',
    ventFilterId: 'F-9',
    integrityTest: 'pass',
    coolEnd: at + 7 * hour,
    ...more,
  });

const common = {
  adjustment: 'as-left',
  referenceId: 'buffer',
  referenceLot: 'B-7',
  referenceExpires: '2027-06-30',
  stabilised: true,
};

export const phCalibration = (batchId: BatchId | null, at: number, more: Body = {}): RecordEntry =>
  entry('calibration', batchId, at, {
    ...common,
    probe: 'ph',
    probeSerial: 'PH-1',
    occasion: 'after-sterilisation',
    bufferTempC: 25,
    ph4: 4.01,
    mv4: 176,
    ph7: 7,
    mv7: 2,
    stableS: 12,
    ...more,
  });

export const doCalibration = (batchId: BatchId | null, at: number, more: Body = {}): RecordEntry =>
  entry('calibration', batchId, at, {
    ...common,
    probe: 'do',
    probeSerial: 'DO-1',
    occasion: 'after-sterilisation',
    zeroSignal: 0.5,
    airSignal: 60,
    signalUnit: 'nA',
    t63S: 18,
    polarisationH: 8,
    pressureBarA: 1.01,
    ...more,
  });

export const otherCalibrations = (batchId: BatchId | null, at: number): RecordEntry[] => [
  entry('calibration', batchId, at, {
    ...common,
    probe: 'temperature',
    probeSerial: 'T-1',
    occasion: 'before-sterilisation',
    temperaturePoints: [
      { reference: 20, reading: 20.05 },
      { reference: 37, reading: 37.1 },
    ],
  }),
  entry('calibration', batchId, at, {
    ...common,
    probe: 'off-gas-o2',
    probeSerial: 'GA-1',
    occasion: 'after-sterilisation',
    n2Reading: 0.02,
    airReading: 20.88,
    gasDry: true,
    spreadPct: 0.02,
  }),
  entry('calibration', batchId, at, {
    ...common,
    probe: 'off-gas-co2',
    probeSerial: 'GA-1',
    occasion: 'after-sterilisation',
    n2Reading: 0.01,
    gasDry: true,
    spanReference: 5,
    spanReading: 5.04,
    rangePct: 10,
    spreadPct: 0.02,
  }),
];

export const inoculation = (batchId: BatchId, at: number, more: Body = {}): RecordEntry =>
  entry('inoculation', batchId, at, {
    sourceType: 'cryo',
    sourceId: 'CRYO-1',
    bankId: 'WCB-3',
    passage: 3,
    seedStart: at - 20 * hour,
    seedTempC: 30,
    seedRpm: 280,
    flaskFillPct: 20,
    odReadings: [{ raw: 0.42 }, { raw: 0.42 }],
    blank: 0,
    dilution: 10,
    contaminants: 'none',
    viabilityPct: 97,
    volumeMl: 100,
    ...more,
  });

export const sample = (
  batchId: BatchId,
  at: number,
  more: Body = {},
  rest: Partial<RecordEntry> = {},
): RecordEntry =>
  entry('sample', batchId, at, { sampleNo: 1, drawMl: 10, contaminants: 'none', ...more }, rest);

export const failure = (batchId: BatchId, at: number, more: Body = {}): RecordEntry =>
  entry('failure', batchId, at, {
    title: 'Foam in the exhaust',
    category: 'foam',
    occurredFrom: at - hour,
    occurredTo: at,
    rule: 'none',
    level: '1',
    expected: 'No foam in the exhaust filter',
    description: 'Foam rose into the exhaust filter for an hour',
    immediateAction: 'Antifoam added',
    ...more,
  });

export const change = (batchId: BatchId, at: number, more: Body = {}): RecordEntry =>
  entry('process-change', batchId, at, {
    parameter: 'agitation',
    newValue: 600,
    planned: 'unplanned',
    why: 'DO was falling',
    emergency: false,
    ...more,
  });

export const closure = (batchId: BatchId, at: number, more: Body = {}): RecordEntry =>
  entry(
    'batch-closure',
    batchId,
    at,
    {
      outcome: 'aborted',
      abortCause: 'operator',
      datasetDecision: 'excluded',
      datasetReason: 'Aborted',
      openItemsReason: 'Nothing more will be found out',
      ...more,
    },
    { answers: { 'closure.completeness': 'Nothing was recorded in this test' } },
  );
