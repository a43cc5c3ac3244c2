import { choice, longText, never, number, reference, text, time } from '../field-makers';
import type { RecordField } from '../record-field';

/** What came of the batch. Figures are computed; a person confirms, adds and decides. */
export const closureFields: readonly RecordField[] = [
  choice(
    'outcome',
    'Outcome',
    { complete: 'Complete', aborted: 'Aborted' },
    { required: true, section: 'Outcome' },
  ),
  choice(
    'abortCause',
    'Cause',
    {
      contamination: 'Contamination',
      sensor: 'Sensor',
      equipment: 'Equipment',
      operator: "Operator's decision",
      other: 'Other',
    },
    { required: true, section: 'Outcome', when: { field: 'outcome', is: ['aborted'] } },
  ),
  choice(
    'depletion',
    'Depletion as computed',
    { confirmed: 'Confirmed', corrected: 'Corrected', none: 'Not seen' },
    {
      required: true,
      section: 'Outcome',
      when: { field: 'outcome', is: ['complete'] },
    },
  ),
  number('depletionH', 'Depletion at', 'h', {
    required: true,
    section: 'Outcome',
    when: { field: 'depletion', is: ['corrected'] },
    ranges: never(0, 1000),
  }),
  longText('depletionReason', 'Why it is corrected', {
    required: true,
    section: 'Outcome',
    when: { field: 'depletion', is: ['corrected'] },
  }),
  reference('finalSampleId', 'Final sample', {
    section: 'Figures',
    help: 'A link: its OD and dry weight are taken from there',
  }),
  number('baseBottleMl', 'Base by weight of the bottle', 'mL', { section: 'Figures', ranges: never(0, 1e6) }),
  number('feedMl', 'Feeds', 'mL', { section: 'Figures', ranges: never(0, 1e7) }),
  number('evaporationMl', 'Evaporation', 'mL', { section: 'Figures', ranges: never(0, 1e6) }),
  number('endVolumeL', 'Volume at the end', 'L', { section: 'Figures', ranges: never(0, 1e6) }),
  time('sampledLast', 'Last sample drawn', { section: 'Figures' }),
  reference('phPostCheck', 'pH probe, check after the batch', { section: 'Checks' }),
  reference('doPostCheck', 'DO probe, check after the batch', { section: 'Checks' }),
  longText('openItemsReason', 'Why items stay open', { section: 'Checks' }),
  choice(
    'datasetDecision',
    'Data',
    { accepted: 'Accepted', excluded: 'Excluded', 'hold-out': 'Hold-out' },
    {
      required: true,
      section: 'Decision',
    },
  ),
  longText('datasetReason', 'Why', { section: 'Decision' }),
  text('harvestMethod', 'Harvest', { section: 'Decision' }),
  text('killCycleId', 'Autoclave cycle that killed it', { section: 'Decision', scan: 'AUTOCLAVE:' }),
  text('bankIds', 'Banks made', { section: 'Decision' }),
];
