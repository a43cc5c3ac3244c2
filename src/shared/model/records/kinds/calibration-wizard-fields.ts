import { choice, longText, never, number, table, time } from '../field-makers';
import type { RecordField } from '../record-field';

const byWizard = { field: 'taken', is: ['wizard'] } as const;
const section = 'Points as found';

/** Where readings are put right from the moment a calibration holds. */
export const correctionWords = {
  station: 'Here: the station puts readings right from then on',
  device: 'In the instrument, by the person who calibrated',
  none: 'Nowhere: it was only checked',
} as const;
export type Correction = keyof typeof correctionWords;

/** What a calibration at the station holds beside the readings that are judged. */
export const calibrationWizardFields: readonly RecordField[] = [
  choice(
    'taken',
    'Readings were taken',
    { hand: 'By hand', wizard: 'By the station, from the line' },
    { section: 'Readings' },
  ),
  choice(
    'phMethod',
    'Method',
    {
      'two-point-mv': 'Two buffers, in millivolts',
      'two-point-ph': 'Two buffers, transmitter shows pH',
      'one-point': 'One point',
    },
    { section: 'Readings', when: byWizard },
  ),
  number('ph7Reading', 'Shown in the neutral buffer', '', {
    section: 'Readings',
    when: { field: 'phMethod', is: ['two-point-ph'] },
    required: true,
    ranges: never(-2, 16),
  }),
  number('ph4Reading', 'Shown in the other buffer', '', {
    section: 'Readings',
    when: { field: 'phMethod', is: ['two-point-ph'] },
    required: true,
    ranges: never(-2, 16),
  }),
  number('pointReference', 'pH of the reference', '', {
    section: 'Readings',
    when: { field: 'phMethod', is: ['one-point'] },
    required: true,
    ranges: never(0, 14),
  }),
  number('pointReading', 'Shown in it', '', {
    section: 'Readings',
    when: { field: 'phMethod', is: ['one-point'] },
    required: true,
    ranges: never(-2, 16),
  }),
  table(
    'asFound',
    'Before adjustment',
    [
      number('reference', 'Reference', '', { required: true }),
      number('reading', 'Probe', '', { required: true, help: 'As the probe gave it' }),
      number('before', 'Shown before', '', { help: 'With the calibration before this one' }),
      number('spread', 'Noise', ''),
      number('seconds', 'Averaged over', 's'),
    ],
    { section, when: byWizard, rows: { least: 0, most: 40 } },
  ),
  choice('correction', 'Readings are put right', correctionWords, { section, when: byWizard }),
  time('validFrom', 'Holds from', { section, when: byWizard }),
  number('gainBefore', 'Gain before', '', { section, when: byWizard }),
  number('offsetBefore', 'Offset before', '', { section, when: byWizard }),
  longText('takenAnyway', 'Taken before it was stable, because', { section, when: byWizard }),
  longText('batchesTouched', 'Batches since the last calibration', { section, when: byWizard }),
];
