import { expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { rowName } from './row-name';
import { isToldElsewhere } from './value-groups';

it('every row of the table has a name of its own that fits the column', () => {
  const names = catalogueFor('15L')
    .filter((channel) => !isToldElsewhere(channel))
    .map(rowName);
  expect(names.filter((name) => name.length > 19)).toEqual([]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
