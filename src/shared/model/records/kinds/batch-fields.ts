import { choice, longText, never, number, person, text, time } from '../field-makers';
import type { RecordField } from '../record-field';
import { recipes } from '../recipe';

/** Parent record: what the batch is to be. */
export const batchFields: readonly RecordField[] = [
  text('batchNo', 'Batch number', {
    required: true,
    section: 'Batch',
    longest: 40,
    help: 'Capital letters, digits and hyphens; used once at this site',
  }),
  text('vesselId', 'Vessel', { required: true, section: 'Batch', scan: 'VESSEL:' }),
  choice(
    'recipe',
    'Recipe',
    Object.fromEntries(recipes.map((r) => [`${r.id}@${r.version}`, `${r.name}, version ${r.version}`])),
    {
      required: true,
      section: 'Batch',
    },
  ),
  text('product', 'Product', { required: true, section: 'Batch' }),
  text('strain', 'Strain', { required: true, section: 'Batch' }),
  choice(
    'hostPhenotype',
    'Host phenotype',
    { 'mut-plus': 'Mut⁺', 'mut-s': 'Mutˢ', 'mut-minus': 'Mut⁻' },
    {
      required: true,
      section: 'Batch',
      help: 'Mutˢ: rules for the DO spike do not apply in the methanol phase',
    },
  ),
  number('workingVolumeL', 'Working volume', 'L', {
    required: true,
    section: 'Batch',
    ranges: never(0.01, 100_000),
  }),
  text('phProbe', 'pH probe mounted', {
    section: 'Probes',
    scan: 'PROBE:',
    help: 'Serial number; needed before GO',
  }),
  text('doProbe', 'DO probe mounted', {
    section: 'Probes',
    scan: 'PROBE:',
    help: 'Serial number; needed before GO',
  }),
  text('temperatureProbe', 'Temperature probe mounted', { section: 'Probes', scan: 'PROBE:' }),
  time('plannedStart', 'Planned start', { required: true, section: 'Plan' }),
  person('leadOperator', 'Lead operator', { required: true, section: 'Plan' }),
  choice(
    'campaignPhase',
    'Campaign phase',
    { a: 'A, shake-down', b: 'B, training', c: 'C, hold-out', none: 'None' },
    {
      required: true,
      section: 'Plan',
    },
  ),
  choice(
    'plannedVariation',
    'Planned variation',
    {
      none: 'None',
      temperature: 'Temperature',
      'temperature-spike': 'Temperature spike',
      'inoculum-od': 'Inoculum OD',
      agitation: 'Agitation',
      'ph-start': 'Start pH',
      other: 'Another one',
    },
    { required: true, section: 'Plan' },
  ),
  number('variationSetPoint', 'Set point of the variation', '', {
    section: 'Plan',
    when: {
      field: 'plannedVariation',
      is: ['temperature', 'temperature-spike', 'inoculum-od', 'agitation', 'ph-start'],
    },
    help: 'In °C, AU, rpm or pH',
  }),
  longText('variationWords', 'What is varied, and when', {
    section: 'Plan',
    when: {
      field: 'plannedVariation',
      is: ['temperature', 'temperature-spike', 'inoculum-od', 'agitation', 'ph-start', 'other'],
    },
  }),
  choice(
    'datasetRole',
    'Role in data sets',
    { train: 'Training', test: 'Test', 'hold-out': 'Hold-out', excluded: 'Excluded' },
    { required: true, section: 'Plan', help: 'Fixed at inoculation' },
  ),
  longText('notes', 'Notes', { section: 'Plan' }),
];
