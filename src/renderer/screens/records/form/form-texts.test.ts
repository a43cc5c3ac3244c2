import { expect, it } from 'vitest';
import type { RecordField } from '../../../../shared/model/records/record-field';
import { rawOf, readForm, textsOf, textsOfRaw } from './form-texts';

const fields: readonly RecordField[] = [
  { name: 'odRaw', label: 'Reading', type: 'number', unit: 'AU' },
  { name: 'replicates', label: 'Replicates', type: 'integer' },
  { name: 'clear', label: 'Clear', type: 'yes-no' },
  { name: 'why', label: 'Why', type: 'text', when: { field: 'clear', is: ['false'] } },
  {
    name: 'components',
    label: 'Components',
    type: 'rows',
    fields: [
      { name: 'material', label: 'Material', type: 'text' },
      { name: 'actual', label: 'Actual', type: 'number', unit: 'g' },
    ],
  },
];

it('reads points and commas, leaves out what is empty or not asked for, and names what it cannot read', () => {
  const read = readForm(fields, {
    odRaw: ' 0,321 ',
    replicates: '2.5',
    clear: 'yes',
    why: 'left over',
    components: [
      { material: 'koh', actual: '4,13' },
      { material: 'k2so4', actual: '1.234,5' },
    ],
  });
  expect(read.body).toEqual({
    odRaw: 0.321,
    clear: true,
    components: [{ material: 'koh', actual: 4.13 }, { material: 'k2so4' }],
  });
  expect(read.unreadable.map(({ field, row, level }) => [field, row, level])).toEqual([
    ['replicates', null, 'X'],
    ['components.actual', 1, 'X'],
  ]);
});

it('keeps what was typed, with its comma, over a draft', () => {
  const texts = { odRaw: '0,3210', components: [{ material: 'koh' }, { material: 'ptm1', actual: '4,35' }] };
  expect(rawOf(texts)).toEqual({
    odRaw: '0,3210',
    'components[0].material': 'koh',
    'components[1].material': 'ptm1',
    'components[1].actual': '4,35',
  });
  expect(textsOfRaw(rawOf(texts))).toEqual(texts);
});

it('gives an amended record its own values back, seconds of a time included', () => {
  const time: RecordField = { name: 'start', label: 'Start', type: 'time' };
  const body = {
    start: Date.UTC(2026, 2, 4, 10, 5, 37),
    odRaw: 0.3,
    clear: false,
    components: [{ actual: 2 }],
  };
  const all = [time, ...fields];
  expect(readForm(all, textsOf(all, body), body)).toEqual({ body, unreadable: [] });
});
