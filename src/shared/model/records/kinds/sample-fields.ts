import { choice, integer, longText, never, number, text, time } from '../field-makers';
import type { RecordField } from '../record-field';

const filter = 'Dry weight, often next day';

/** One withdrawal and what the bench found in it. The time of the record is that of the withdrawal. */
export const sampleFields: readonly RecordField[] = [
  integer('sampleNo', 'Sample', { required: true, section: 'Withdrawal', ranges: never(0, 999) }),
  number('plannedH', 'Planned age', 'h', { section: 'Withdrawal', ranges: never(0, 1000) }),
  number('drawMl', 'Withdrawn', 'mL', { required: true, section: 'Withdrawal', ranges: never(0, 100_000) }),
  number('odRaw', 'Photometer reading', 'AU', { section: 'Optical density', ranges: never(-0.1, 5) }),
  number('blank', 'Blank', 'AU', { section: 'Optical density', ranges: never(-0.1, 1) }),
  number('dilution', 'Dilution', '×', {
    section: 'Optical density',
    ranges: never(1, 100_000),
    help: '20 for 1 in 20',
  }),
  integer('odN', 'Readings', { section: 'Optical density', ranges: never(1, 20) }),
  time('readAt', 'Read at', { section: 'Optical density' }),
  text('filterId', 'Filter', { section: filter, scan: 'FILTER:' }),
  number('tareG', 'Dry filter, empty', 'g', { section: filter, ranges: never(0, 1000) }),
  number('volMl', 'Volume filtered', 'mL', { section: filter, ranges: never(0, 1000) }),
  number('wetG', 'Wet, with cells', 'g', { section: filter, ranges: never(0, 1000) }),
  number('grossDryG', 'Dry, with cells', 'g', { section: filter, ranges: never(0, 1000) }),
  number('dryTempC', 'Dried at', '°C', { section: filter, ranges: never(0, 200) }),
  number('dryH', 'Dried for', 'h', { section: filter, ranges: never(0, 500) }),
  number('reweighG', 'Weighed again', 'g', {
    section: filter,
    ranges: never(0, 1000),
    help: 'Constant mass: within 0.5 mg',
  }),
  time('dcwAt', 'Result known at', { section: filter }),
  number('phOffline', 'pH, off-line', '', { section: 'Other results', ranges: never(0, 14) }),
  number('glycerolGL', 'Glycerol', 'g/L', { section: 'Other results', ranges: never(0, 1260) }),
  number('methanolGL', 'Methanol', 'g/L', { section: 'Other results', ranges: never(0, 792) }),
  number('productGL', 'Product', 'g/L', { section: 'Other results', ranges: never(0, 200) }),
  number('wcwGL', 'Wet cell weight', 'g/L', { section: 'Other results', ranges: never(0, 1000) }),
  choice(
    'contaminants',
    'Contaminants in the microscope',
    { none: 'None', suspected: 'Suspected', seen: 'Seen', 'not-looked': 'Not looked' },
    {
      required: true,
      section: 'Microscope',
    },
  ),
  text('morphology', 'Morphology', { section: 'Microscope' }),
  number('viabilityPct', 'Viability', '%', { section: 'Microscope', ranges: never(0, 100) }),
  text('archiveId', 'Place in the archive', { section: 'Microscope', help: 'Each place is used once' }),
  longText('notes', 'Notes', { section: 'Microscope' }),
];
