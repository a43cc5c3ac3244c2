/** What people enter in a mock Pichia batch, by the names of the fields. Times are local, `YYYY-MM-DD HH:MM`. */
const hourMs = 3_600_000;

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment some hours ago as it is typed into a form. */
export function hoursAgo(hours: number): string {
  const d = new Date(Date.now() - hours * hourMs);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

const expires = `${new Date().getFullYear() + 2}-03-31`;

/** The plan of a batch on a vessel, with the probes that are mounted on it. */
export const planOf = (batchNo: string, vessel: string): Record<string, string> => ({
  batchNo,
  vesselId: vessel,
  product: 'HSA',
  strain: 'GS115',
  hostPhenotype: 'Mut',
  workingVolumeL: '10',
  phProbe: 'PH-3',
  doProbe: 'DO-7',
  campaignPhase: 'B',
  plannedVariation: 'None',
  datasetRole: 'Training',
  'reason batch.volume-share': 'The kettle holds 15 L; its table said nothing of it',
});

/** Weighed amounts for 10 L, in the order of the recipe; comma and point as people type them. */
const weighed = ['267', '9,30', '182,1', '149.0', '41.3', '400,2', '43.5', '210', '5', '9000'];

export function medium(): Record<string, string> {
  const rows = weighed.flatMap((actual, row) => [
    [`components[${row}].lot`, `A-${4700 + row}`],
    [`components[${row}].expires`, expires],
    [`components[${row}].actual`, actual],
    [`components[${row}].balanceId`, 'BAL-2'],
    [`components[${row}].checkedBy`, 'Emil'],
  ]);
  return {
    eventAt: hoursAgo(15),
    ...Object.fromEntries(rows),
    phBeforeAdjust: '1,8',
    phAfterAdjust: '5.0',
    baseMl: '210',
    appearance: 'Clear',
    autoclaveId: 'AUT-1',
    cycleNo: '17',
    loadType: 'Vessel',
    autoclaveStart: hoursAgo(14),
    autoclaveEnd: hoursAgo(12.5),
    tMinLoadC: '121.3',
    tMaxLoadC: '122.1',
    holdMin: '32',
    chemIndicator: 'Integrating',
    chemIndicatorLot: 'CI-9',
    chemIndicatorResult: 'Pass',
    bioIndicator: 'None',
    ventFilterId: 'VF-12',
    integrityTest: 'Pass',
    coolEnd: hoursAgo(8),
  };
}

const reference = (probe: string, serial: string, what: string) => ({
  eventAt: hoursAgo(6),
  probe,
  probeSerial: serial,
  referenceId: what,
  referenceLot: 'R-88',
  referenceExpires: expires,
  stabilised: 'Yes',
});

export const calibrations = (): readonly Record<string, string>[] => [
  {
    ...reference('Temperature', 'T-1', 'Thermometer 4'),
    occasion: 'After',
    'temperaturePoints[0].reference': '20.0',
    'temperaturePoints[0].reading': '20.05',
    'temperaturePoints[1].reference': '37.0',
    'temperaturePoints[1].reading': '37.06',
  },
  {
    ...reference('pH', 'PH-3', 'Buffers 4 and 7'),
    eventAt: hoursAgo(16),
    occasion: 'Before',
    bufferTempC: '25',
    ph4: '4,01',
    mv4: '171.2',
    ph7: '7.00',
    mv7: '-3,1',
    stableS: '14',
  },
  {
    ...reference('Off-gas O', 'GA-1', 'N2 and dry air'),
    occasion: 'After',
    n2Reading: '0.02',
    airReading: '20.9',
    gasDry: 'Yes',
    spreadPct: '0.03',
  },
  {
    ...reference('Off-gas C', 'GA-1', 'CO2 5 %'),
    occasion: 'After',
    n2Reading: '0.0',
    gasDry: 'Yes',
    spanReference: '5.0',
    spanReading: '5.02',
    rangePct: '10',
    spreadPct: '0.03',
  },
  {
    ...reference('Dissolved', 'DO-7', 'N2 and air'),
    occasion: 'After',
    zeroSignal: '0.6',
    airSignal: '62',
    signalUnit: 'nA',
    t63S: '21',
    polarisationH: '8',
    pressureBarA: '1.05',
    stirrerRpm: '300',
  },
];

export const inoculation = (vial: string): Record<string, string> => ({
  sourceType: 'Cryo',
  sourceId: vial,
  bankId: 'WCB-3',
  passage: '3',
  seedStart: hoursAgo(20),
  seedTempC: '30',
  seedRpm: '270',
  flaskFillPct: '20',
  'odReadings[0].raw': '0,210',
  'odReadings[1].raw': '0.212',
  blank: '0',
  dilution: '20',
  contaminants: 'None',
  viabilityPct: '96',
  volumeMl: '600',
});

/** A sample at the bench: reading and dilution; the rest stands there already. */
export const sample = (odRaw: string, dilution: string): Record<string, string> => ({
  odRaw,
  blank: '0',
  dilution,
  odN: '2',
  contaminants: 'None',
});

export const change: Record<string, string> = {
  parameter: 'Agitation',
  newValue: '600',
  oldValue: '500',
  planned: 'Planned',
  link: 'Step 4',
  why: 'As planned for the growth phase',
  emergency: 'No',
};

export const failure: Record<string, string> = {
  title: 'Sample 3 drawn late',
  category: 'Sampling',
  rule: 'None',
  level: '1',
  expected: 'A sample at 4 h',
  description: 'The sample of 4 h was drawn late because the sampler was blocked',
  immediateAction: 'Sampler flushed, sample drawn',
};

export const closure: Record<string, string> = {
  outcome: 'Aborted',
  abortCause: 'Operator',
  openItemsReason: 'Mock batch: verified and closed in review',
  datasetDecision: 'Excluded',
  datasetReason: 'Mock batch without cells',
  'reason closure.completeness': 'No instruments on this vessel',
};
