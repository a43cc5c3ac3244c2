import { expect, test } from 'vitest';
import { batchPath, connectionPath, parseRoute, unitPath } from './route';

const shape = (hash: string): unknown => {
  const { query, ...rest } = parseRoute(hash);
  return { ...rest, query: query.toString() };
};

test.each([
  ['', { screen: 'overview', query: '' }],
  ['#/', { screen: 'overview', query: '' }],
  ['#/unit/R-101?range=4h', { screen: 'unit', unitId: 'R-101', query: 'range=4h' }],
  ['#/unit', { screen: 'unknown', path: '/unit', query: '' }],
  ['#/batches', { screen: 'batches', part: 'list', query: '' }],
  ['#/batches/import', { screen: 'batches', part: 'import', query: '' }],
  ['#/batches/other', { screen: 'unknown', path: '/batches/other', query: '' }],
  ['#/batch/SIM-1?range=4h', { screen: 'batch', batchId: 'SIM-1', query: 'range=4h' }],
  ['#/batch', { screen: 'unknown', path: '/batch', query: '' }],
  ['#/connections', { screen: 'connections', connectionId: null, query: '' }],
  ['#/connections/demo', { screen: 'connections', connectionId: 'demo', query: '' }],
  ['#/models', { screen: 'models', model: null, query: '' }],
  ['#/models/od600/1.0.0', { screen: 'models', model: { name: 'od600', version: '1.0.0' }, query: '' }],
  ['#/report/od600/1.0.0', { screen: 'report', model: { name: 'od600', version: '1.0.0' }, query: '' }],
  ['#/report', { screen: 'unknown', path: '/report', query: '' }],
  ['#/train/j-1', { screen: 'train', jobId: 'j-1', query: '' }],
  ['#/system', { screen: 'system', query: '' }],
  ['#/system/x', { screen: 'unknown', path: '/system/x', query: '' }],
  ['#/unit/a/b', { screen: 'unknown', path: '/unit/a/b', query: '' }],
  ['#/unit/%E0%A4%A', { screen: 'unit', unitId: '%E0%A4%A', query: '' }],
])('%s', (hash, expected) => {
  expect(shape(hash)).toEqual(expected);
});

test('an id goes into an address and comes back whole', () => {
  const odd = 'a/b ?#%';
  expect(shape(unitPath(odd))).toEqual({ screen: 'unit', unitId: odd, query: '' });
  expect(shape(batchPath(odd))).toEqual({ screen: 'batch', batchId: odd, query: '' });
  expect(shape(connectionPath(odd))).toEqual({ screen: 'connections', connectionId: odd, query: '' });
});
