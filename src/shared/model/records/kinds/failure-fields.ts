import { choice, longText, text, time } from '../field-makers';
import type { RecordField } from '../record-field';
import { deviationRuleWords } from '../deviation-rules';

export const failureCategories = {
  'dissolved-oxygen': 'Dissolved oxygen',
  ph: 'pH',
  temperature: 'Temperature',
  agitation: 'Agitation',
  aeration: 'Aeration, oxygen enrichment',
  contamination: 'Contamination',
  sensor: 'Sensor',
  sampling: 'Sampling',
  foam: 'Foam',
  feed: 'Feed',
  material: 'Material',
  identity: 'Identity',
  equipment: 'Equipment',
  power: 'Power or control',
  'data-integrity': 'Data integrity',
  cyber: 'Cyber security',
  other: 'Other',
} as const;

/** Something went wrong. Handing it in opens a deviation. */
export const failureFields: readonly RecordField[] = [
  text('title', 'In a few words', { required: true, section: 'What', longest: 120 }),
  choice('category', 'Category', failureCategories, { required: true, section: 'What' }),
  time('occurredFrom', 'Began', { required: true, section: 'What' }),
  time('occurredTo', 'Ended', { section: 'What', help: 'Empty while it lasts' }),
  choice(
    'rule',
    'Rule of the procedure',
    { ...deviationRuleWords, none: 'None of them' },
    {
      required: true,
      section: 'Level',
      help: 'The level is computed from it',
    },
  ),
  choice(
    'level',
    'Level',
    { '1': '1, minor', '2': '2, major', '3': '3, critical' },
    { required: true, section: 'Level' },
  ),
  longText('levelReason', 'Why lower than computed', { section: 'Level', help: 'QA decides about it' }),
  longText('expected', 'What should have been', { required: true, section: 'What happened' }),
  longText('description', 'What happened', {
    required: true,
    section: 'What happened',
    help: 'At least 30 characters',
  }),
  longText('immediateAction', 'What was done at once', { required: true, section: 'What happened' }),
  text('evidence', 'Evidence', { section: 'What happened', help: 'Channel and span, sample, picture' }),
];
