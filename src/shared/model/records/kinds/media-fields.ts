import {
  choice,
  day,
  integer,
  longText,
  never,
  number,
  person,
  span,
  table,
  text,
  time,
} from '../field-makers';
import type { RecordField } from '../record-field';
import { pichiaRecipe } from '../recipe';

const materials = {
  ...Object.fromEntries(pichiaRecipe.components.map(({ material, label }) => [material, label])),
  other: 'Another material',
};

const component: readonly RecordField[] = [
  choice('material', 'Material', materials, { required: true }),
  text('hydrate', 'Hydrate form'),
  text('lot', 'Lot', { required: true, scan: 'LOT:' }),
  day('expires', 'Expires', { required: true }),
  choice(
    'release',
    'Release status',
    { released: 'Released', quarantine: 'In quarantine', rejected: 'Rejected' },
    {
      required: true,
    },
  ),
  number('target', 'Target', '', {
    help: 'Left empty: from the recipe and the volume',
    ranges: never(0, 1e6),
  }),
  number('actual', 'Actual', '', { required: true, ranges: never(0, 1e6) }),
  choice('unit', 'Unit', { g: 'g', mL: 'mL' }, { required: true }),
  text('balanceId', 'Balance', { scan: 'BALANCE:' }),
  person('weighedBy', 'Weighed by'),
  person('checkedBy', 'Checked by'),
];

/** One attempt to make the medium of a batch. */
export const mediaFields: readonly RecordField[] = [
  number('volumeL', 'Final volume', 'L', { required: true, section: 'Medium', ranges: never(0.01, 100_000) }),
  table('components', 'Components', component, {
    required: true,
    section: 'Medium',
    rows: { least: 1, most: 60 },
  }),
  number('phBeforeAdjust', 'pH before adjustment', '', {
    required: true,
    section: 'Medium',
    ranges: never(0, 14, { warn: span(1.2, 2.5) }),
    help: 'Basal salts with phosphoric acid stand at about 1.7 to 2.0',
  }),
  number('phAfterAdjust', 'pH after adjustment', '', {
    section: 'Medium',
    ranges: never(0, 14, { warn: span(4.9, 5.1) }),
  }),
  number('baseMl', 'Base to reach pH', 'mL', { section: 'Medium', ranges: never(0, 1e6) }),
  choice(
    'appearance',
    'Appearance',
    { clear: 'Clear', turbid: 'Turbid', precipitate: 'Precipitate' },
    {
      required: true,
      section: 'Medium',
    },
  ),
  text('autoclaveId', 'Autoclave', { required: true, section: 'Sterilisation', scan: 'AUTOCLAVE:' }),
  text('cycleNo', 'Cycle', {
    required: true,
    section: 'Sterilisation',
    help: 'Counted by the autoclave, used once a day',
  }),
  choice(
    'loadType',
    'Load',
    { vessel: 'Vessel with medium', bottles: 'Bottles', dry: 'Dry goods' },
    {
      required: true,
      section: 'Sterilisation',
    },
  ),
  time('autoclaveStart', 'Cycle start', { required: true, section: 'Sterilisation' }),
  time('autoclaveEnd', 'Cycle end', { required: true, section: 'Sterilisation' }),
  number('tMinLoadC', 'Lowest load temperature in hold', '°C', {
    required: true,
    section: 'Sterilisation',
    ranges: never(0, 200),
  }),
  number('tMaxLoadC', 'Highest load temperature in hold', '°C', {
    required: true,
    section: 'Sterilisation',
    ranges: never(0, 200),
  }),
  number('holdMin', 'Hold', 'min', { required: true, section: 'Sterilisation', ranges: never(0, 600) }),
  table(
    'loadProbe',
    'Load probe',
    [
      number('minute', 'Minute', 'min', { required: true, ranges: never(0, 1000) }),
      number('tempC', 'Temperature', '°C', { required: true, ranges: never(0, 200) }),
    ],
    {
      section: 'Sterilisation',
      rows: { least: 0, most: 300 },
      help: 'F0 is summed from these; without them it is taken from the lowest temperature of the hold',
    },
  ),
  choice(
    'chemIndicator',
    'Chemical indicator',
    { integrating: 'Integrating', multi: 'Multi-parameter', tape: 'Tape only' },
    {
      required: true,
      section: 'Sterilisation',
    },
  ),
  text('chemIndicatorLot', 'Its lot', { section: 'Sterilisation', scan: 'LOT:' }),
  choice(
    'chemIndicatorResult',
    'Its result',
    { pass: 'Pass', fail: 'Fail' },
    { required: true, section: 'Sterilisation' },
  ),
  choice(
    'bioIndicator',
    'Biological indicator',
    { none: 'None used', pending: 'Pending', pass: 'Pass', fail: 'Fail' },
    { required: true, section: 'Sterilisation' },
  ),
  text('ventFilterId', 'Vent filter', { required: true, section: 'Release', scan: 'FILTER:' }),
  choice(
    'integrityTest',
    'Its integrity test',
    { pass: 'Pass', fail: 'Fail', 'not-done': 'Not done yet' },
    {
      required: true,
      section: 'Release',
    },
  ),
  time('coolEnd', 'Cooled down', { required: true, section: 'Release' }),
  integer('ptm1Filters', '0.22 µm filters used for PTM1', { section: 'Release', ranges: never(0, 50) }),
  longText('notes', 'Notes', { section: 'Release' }),
];
