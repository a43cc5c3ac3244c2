import { choice, integer, longText, never, number, span, table, text, time } from '../field-makers';
import type { RecordField } from '../record-field';

/** One attempt to inoculate; a NO-GO is kept as well. */
export const inoculationFields: readonly RecordField[] = [
  choice(
    'sourceType',
    'Seed from',
    { cryo: 'Cryo vial', plate: 'Plate', flask: 'Shake flask', 'seed-reactor': 'Seed reactor' },
    {
      required: true,
      section: 'Seed',
    },
  ),
  text('sourceId', 'Vial, plate or flask', {
    required: true,
    section: 'Seed',
    scan: 'CRYO:',
    help: 'A vial is used once',
  }),
  text('bankId', 'Cell bank', { required: true, section: 'Seed' }),
  integer('passage', 'Passage', {
    required: true,
    section: 'Seed',
    ranges: never(0, 200, { confirm: span(null, 10) }),
  }),
  number('plateAgeDays', 'Age of the plate', 'd', {
    section: 'Seed',
    when: { field: 'sourceType', is: ['plate'] },
    ranges: never(0, 365, { confirm: span(null, 7) }),
  }),
  time('seedStart', 'Seed started', { required: true, section: 'Seed' }),
  number('seedTempC', 'Seed temperature', '°C', {
    required: true,
    section: 'Seed',
    ranges: never(0, 60, { confirm: span(29.5, 30.5) }),
  }),
  number('seedRpm', 'Shaker', 'rpm', {
    required: true,
    section: 'Seed',
    ranges: never(0, 1000, { confirm: span(250, 300) }),
  }),
  number('flaskFillPct', 'Fill of the flask', '%', {
    required: true,
    section: 'Seed',
    ranges: never(0, 100, { confirm: span(10, 30) }),
  }),
  table(
    'odReadings',
    'Photometer readings',
    [number('raw', 'Reading', 'AU', { required: true, ranges: never(-0.1, 5) })],
    {
      required: true,
      section: 'Inoculum',
      rows: { least: 2, most: 12 },
      help: 'At least two, each of its own dilution',
    },
  ),
  number('blank', 'Blank', 'AU', { required: true, section: 'Inoculum', ranges: never(-0.1, 1) }),
  number('dilution', 'Dilution', '×', {
    required: true,
    section: 'Inoculum',
    ranges: never(1, 100_000),
    help: '20 for 1 in 20',
  }),
  choice(
    'contaminants',
    'Contaminants in the microscope',
    { none: 'None', suspected: 'Suspected', seen: 'Seen' },
    {
      required: true,
      section: 'Inoculum',
    },
  ),
  text('morphology', 'Morphology', { section: 'Inoculum' }),
  number('viabilityPct', 'Viability', '%', { required: true, section: 'Inoculum', ranges: never(0, 100) }),
  number('volumeMl', 'Volume of inoculum', 'mL', {
    required: true,
    section: 'Inoculum',
    ranges: never(0, 100_000),
  }),
  longText('notes', 'Notes', { section: 'Inoculum' }),
];
