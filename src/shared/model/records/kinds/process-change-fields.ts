import { choice, longText, number, text, yesNo } from '../field-makers';
import type { RecordField } from '../record-field';

export const changeParameters = {
  temperature: 'Temperature',
  ph: 'pH',
  agitation: 'Agitation',
  air: 'Air flow',
  oxygen: 'Oxygen',
  'glycerol-feed': 'Glycerol feed',
  'methanol-feed': 'Methanol feed',
} as const;
export type ChangeParameter = keyof typeof changeParameters;

/** A set point that is changed. Old value and echo are read from the line. */
export const processChangeFields: readonly RecordField[] = [
  choice('parameter', 'Parameter', changeParameters, { required: true, section: 'Change' }),
  number('newValue', 'New value', '', {
    required: true,
    section: 'Change',
    help: '°C, pH, rpm, vvm of air or oxygen, mL/h per litre of feed',
  }),
  number('oldValue', 'Old value', '', {
    section: 'Change',
    help: 'Read from the line; enter it only where no set point is sent',
  }),
  choice(
    'planned',
    'Planned',
    { planned: 'Planned', unplanned: 'Not planned' },
    { required: true, section: 'Why' },
  ),
  text('link', 'Plan or deviation', { section: 'Why', help: 'Number of the plan step or of the deviation' }),
  longText('why', 'Why', { required: true, section: 'Why' }),
  yesNo('emergency', 'Emergency', {
    required: true,
    section: 'Why',
    help: 'Authorised afterwards, within 30 min',
  }),
];
