import { expect, it } from 'vitest';
import type { RecordField } from '../../../../shared/model/records/record-field';
import { scanTarget } from './scan-target';

const fields: readonly RecordField[] = [
  {
    name: 'components',
    label: 'Components',
    type: 'rows',
    rows: { least: 1, most: 9 },
    fields: [{ name: 'lot', label: 'Lot', type: 'text', scan: 'LOT:' }],
  },
  { name: 'filterId', label: 'Filter', type: 'text', scan: 'FILTER:' },
];

it('takes the field of the cursor, else the next empty one, else none', () => {
  const raw = { 'components[0].lot': 'A', 'components[1].material': 'koh' };
  expect(scanTarget(fields, raw, 'LOT:', null)).toBe('components[1].lot');
  expect(scanTarget(fields, raw, 'LOT:', 'components[0].lot')).toBe('components[0].lot');
  expect(scanTarget(fields, raw, 'FILTER:', 'components[0].lot')).toBe('filterId');
  expect(scanTarget(fields, { ...raw, filterId: 'F1' }, 'FILTER:', null)).toBeNull();
  expect(scanTarget(fields, raw, 'PROBE:', null)).toBeNull();
});
