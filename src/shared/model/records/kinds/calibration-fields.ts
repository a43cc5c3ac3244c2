import { choice, day, integer, longText, never, number, span, table, text, yesNo } from '../field-makers';
import type { RecordField } from '../record-field';
import { calibrationWizardFields } from './calibration-wizard-fields';

export const probeWords = {
  ph: 'pH',
  do: 'Dissolved oxygen',
  temperature: 'Temperature',
  'off-gas-o2': 'Off-gas O₂',
  'off-gas-co2': 'Off-gas CO₂',
  pressure: 'Pressure',
  'gas-flow': 'Gas flow',
  pump: 'Pump',
  balance: 'Balance',
  photometer: 'Photometer',
  od: 'OD probe',
} as const;
export type ProbeKind = keyof typeof probeWords;

const of = (...is: ProbeKind[]) => ({ field: 'probe', is });
const raw = { required: true, section: 'Readings' } as const;
const mv = never(-2000, 2000);
/** A transmitter that shows pH gives no millivolts, and one point has no second buffer. */
const twoBuffers = { unless: { field: 'phMethod', is: ['one-point'] } } as const;
const inMillivolts = { unless: { field: 'phMethod', is: ['two-point-ph', 'one-point'] } } as const;

const ph: readonly RecordField[] = [
  number('bufferTempC', 'Buffer temperature', '°C', {
    ...raw,
    ...twoBuffers,
    when: of('ph'),
    ranges: never(0, 100, { confirm: span(15, 40) }),
  }),
  number('ph4', 'pH of the acid buffer at that temperature', '', {
    ...raw,
    ...twoBuffers,
    when: of('ph'),
    ranges: never(0, 14),
    help: '4.01 at 25 °C: take the value of the table on the bottle',
  }),
  number('mv4', 'Reading in the acid buffer', 'mV', {
    ...raw,
    ...inMillivolts,
    when: of('ph'),
    ranges: mv,
    help: 'Millivolts, not pH',
  }),
  number('ph7', 'pH of the neutral buffer at that temperature', '', {
    ...raw,
    ...twoBuffers,
    when: of('ph'),
    ranges: never(0, 14),
  }),
  number('mv7', 'Reading in the neutral buffer', 'mV', {
    ...raw,
    ...inMillivolts,
    when: of('ph'),
    ranges: mv,
    help: 'Millivolts, not pH',
  }),
  number('stableS', 'Time until stable', 's', { ...raw, when: of('ph'), ranges: never(0, 3600) }),
  number('driftPhMin', 'Drift', 'pH/min', {
    section: 'Readings',
    when: of('ph'),
    ranges: never(-5, 5, { warn: span(-0.02, 0.02) }),
  }),
  number('phOffline', 'Off-line sample', '', {
    section: 'Check',
    when: of('ph'),
    ranges: never(0, 14),
    help: 'Held against the probe after sterilisation',
  }),
  number('phProbe', 'Probe at that moment', '', { section: 'Check', when: of('ph'), ranges: never(0, 14) }),
];

const dissolvedOxygen: readonly RecordField[] = [
  number('zeroSignal', 'Signal in nitrogen', '', { ...raw, when: of('do'), ranges: never(-1000, 100_000) }),
  number('airSignal', 'Signal in air', '', { ...raw, when: of('do'), ranges: never(-1000, 100_000) }),
  choice(
    'signalUnit',
    'Unit of the signal',
    { nA: 'nA', percent: '% raw', mV: 'mV' },
    { ...raw, when: of('do') },
  ),
  number('t63S', 'Response time t63', 's', { ...raw, when: of('do'), ranges: never(0, 3600) }),
  number('polarisationH', 'Polarised for', 'h', {
    ...raw,
    when: of('do'),
    ranges: never(0, 1000),
    help: 'Optical probes: 0 and say so in the notes',
  }),
  number('pressureBarA', 'Pressure in the head space', 'bar abs', {
    ...raw,
    when: of('do'),
    ranges: never(0.5, 4),
  }),
  number('stirrerRpm', 'Stirrer', 'rpm', { section: 'Readings', when: of('do'), ranges: never(0, 3000) }),
];

const points = (probe: ProbeKind, unit: string, label: string): RecordField =>
  table(
    `${probe}Points`,
    label,
    [
      number('reference', 'Reference', unit, { required: true, ranges: never(-1000, 100_000) }),
      number('reading', 'Reading', unit, { required: true, ranges: never(-1000, 100_000) }),
    ],
    { ...raw, when: of(probe), rows: { least: 1, most: 20 } },
  );

const gas: readonly RecordField[] = [
  number('n2Reading', 'Reading in nitrogen', '%', {
    ...raw,
    when: of('off-gas-o2', 'off-gas-co2'),
    ranges: never(-5, 100),
  }),
  number('airReading', 'Reading in dry air', '%', { ...raw, when: of('off-gas-o2'), ranges: never(0, 100) }),
  yesNo('gasDry', 'Gas was dry', {
    ...raw,
    when: of('off-gas-o2', 'off-gas-co2'),
    help: 'Wet air at 30 °C reads about 20.1 %',
  }),
  number('spanReference', 'Certified gas', '%', { ...raw, when: of('off-gas-co2'), ranges: never(0, 100) }),
  number('spanReading', 'Reading in it', '%', { ...raw, when: of('off-gas-co2'), ranges: never(0, 100) }),
  number('rangePct', 'Range of the analyser', '%', {
    ...raw,
    when: of('off-gas-co2'),
    ranges: never(0.1, 100),
  }),
  number('spreadPct', 'Largest change over 5 min', '%', {
    ...raw,
    when: of('off-gas-o2', 'off-gas-co2'),
    ranges: never(0, 100),
  }),
  number('lastAirReading', 'Before adjustment, in dry air', '%', {
    section: 'Readings',
    when: of('off-gas-o2'),
    ranges: never(0, 100),
  }),
];

const others: readonly RecordField[] = [
  points('temperature', '°C', 'Points against the reference thermometer'),
  number('zeroBarG', 'Reading while vented', 'bar g', {
    ...raw,
    when: of('pressure'),
    ranges: never(-1, 10),
  }),
  points('gas-flow', 'NL/min', 'Points against the reference meter'),
  table(
    'pumpPoints',
    'Weight over time',
    [
      number('minutes', 'Time', 'min', { required: true, ranges: never(0, 1000) }),
      number('grams', 'Weight pumped', 'g', { required: true, ranges: never(-10, 100_000) }),
    ],
    { ...raw, when: of('pump'), rows: { least: 3, most: 60 } },
  ),
  number('setMlMin', 'Set rate', 'mL/min', { ...raw, when: of('pump'), ranges: never(0.001, 10_000) }),
  number('densityGMl', 'Density', 'g/mL', { ...raw, when: of('pump'), ranges: never(0.5, 3) }),
  points('balance', 'g', 'Check weights'),
  points('photometer', 'AU', 'Check filters'),
  points('od', 'AU', 'Probe against off-line samples'),
];

/** One probe, one attempt. The verdict is computed. */
export const calibrationFields: readonly RecordField[] = [
  choice('probe', 'What', probeWords, { required: true, section: 'Probe' }),
  text('probeSerial', 'Serial number', { required: true, section: 'Probe', scan: 'PROBE:' }),
  choice(
    'occasion',
    'Occasion',
    {
      'before-sterilisation': 'Before sterilisation',
      'after-sterilisation': 'After sterilisation',
      'in-run': 'During the run',
      'post-batch': 'Check after the batch',
      daily: 'Daily check',
    },
    { required: true, section: 'Probe' },
  ),
  choice(
    'adjustment',
    'Readings are',
    { 'as-found': 'As found', 'as-left': 'As left' },
    { required: true, section: 'Probe' },
  ),
  integer('sterilisations', 'Sterilisations so far', {
    section: 'Probe',
    ranges: never(0, 1000, { warn: span(null, 50) }),
  }),
  text('referenceId', 'Reference', {
    required: true,
    section: 'Reference',
    help: 'Buffer, gas bottle, thermometer, weight',
  }),
  text('referenceLot', 'Its lot', { required: true, section: 'Reference', scan: 'LOT:' }),
  day('referenceExpires', 'It expires', { required: true, section: 'Reference' }),
  text('certificate', 'Certificate', { section: 'Reference' }),
  number('tempC', 'Temperature', '°C', { section: 'Reference', ranges: never(-20, 150) }),
  yesNo('stabilised', 'Reading had settled', { required: true, section: 'Readings' }),
  ...ph,
  ...dissolvedOxygen,
  ...gas,
  ...others,
  ...calibrationWizardFields,
  longText('nextAction', 'Next action', { section: 'Check' }),
];
