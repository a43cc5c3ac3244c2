import { expect, test } from 'vitest';
import { connectionIdSchema } from '../../../shared/model/identity';
import { checkDraft, draftOf, emptyDraft, proposeConnectionId, type Draft } from './connection-draft';

const good = { ...emptyDraft('bt-1'), name: ' Plant ', host: ' broker.plant ' };

test('a good draft becomes what the station takes; secrets that were not touched are absent', () => {
  const checked = checkDraft('plant', good);
  expect(checked).toMatchObject({
    input: { id: 'plant', name: 'Plant', broker: { host: 'broker.plant', port: 1883 }, secrets: {} },
  });
  expect(checkDraft('plant', { ...good, password: '' })).toMatchObject({
    input: { secrets: { password: '' } },
  });
});

test('a stored connection survives being opened and saved', () => {
  const checked = checkDraft('plant', good);
  if (!('input' in checked)) throw new Error('refused');
  const { secrets, ...stored } = checked.input;
  expect(checkDraft('plant', draftOf(stored))).toEqual({ input: { ...stored, secrets } });
});

test.each([
  ['name', { name: '  ' }],
  ['host', { host: '' }],
  ['port', { port: '' as const }],
  ['port', { port: 70_000 }],
  ['clientId', { clientId: '' }],
  ['topics', { topics: ['ok', ''] }],
  ['password', { password: 'x'.repeat(1001) }],
])('what is wrong is said at its field: %s', (field, change) => {
  const checked = checkDraft('plant', { ...good, ...change });
  expect(Object.keys('errors' in checked ? checked.errors : {})).toEqual([field]);
});

test.each([
  ['Plant broker', [], 'plant-broker'],
  ['Plant broker', ['plant-broker', 'plant-broker-2'], 'plant-broker-3'],
  ['Größe & Maß', [], 'gro-e-ma'],
  ['…', [], 'broker'],
  ['New', [], 'broker'],
])('the id of %s is one the schema takes', (name, taken, id) => {
  expect(proposeConnectionId(name, taken)).toBe(id);
  expect(connectionIdSchema.safeParse(id).success).toBe(true);
});

test('says what is wrong with a host and a topic filter before anything is saved', () => {
  const errorsWith = (change: Partial<Draft>) => {
    const checked = checkDraft('plant', { ...good, ...change });
    return 'errors' in checked ? checked.errors : {};
  };
  expect(errorsWith({ host: 'mqtt://broker:1883' }).host).toContain('without mqtt://');
  expect(errorsWith({ host: 'fe80::1' })).toEqual({});
  expect(errorsWith({ topics: ['plant/#/x'] }).topics).toContain('# only at the end');
  expect(errorsWith({ topics: ['plant/+/pH', 'bt/#', '#'] })).toEqual({});
});
