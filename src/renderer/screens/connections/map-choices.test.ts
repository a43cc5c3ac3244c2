import { expect, test } from 'vitest';
import { unitIdSchema } from '../../../shared/model/identity';
import { channelChoices, firstUnit, newUnitChoice, proposeUnitId, unitWord } from './map-choices';

const unit = (id: string, simulated = false) => ({
  id: unitIdSchema.parse(id),
  name: `Reactor ${id}`,
  simulated,
});

test.each([
  ['r2', null, [unit('R1'), unit('R2')], 'R2'],
  ['Reactor R1', null, [unit('R1'), unit('R2')], 'R1'],
  ['edge7', 'R2', [unit('R1'), unit('R2')], 'R2'],
  ['edge7', null, [unit('R1'), unit('SIM-1', true)], 'R1'],
  ['edge7', null, [unit('SIM-1', true)], newUnitChoice],
  ['edge7', null, [unit('R1'), unit('R2')], newUnitChoice],
])('for the name %s (unit %s) the first choice is right', (key, id, units, expected) => {
  expect(firstUnit(key, id, units)).toBe(expected);
});

test('a bare topic names its unit one level above its end', () => {
  expect(unitWord({ unitKey: '', topic: 'hall/r7/pO2' })).toBe('r7');
  expect(unitWord({ unitKey: '', topic: 'pO2' })).toBe('');
  expect(unitWord({ unitKey: 'edge7', topic: 'hall/r7/pO2' })).toBe('edge7');
});

test.each([
  ['plant/hall 2/R-7', [], 'R-7'],
  ['R-7', ['R-7'], 'R-7-2'],
  ['--', [], 'R1'],
  ['', ['R1'], 'R1-2'],
])('a unit named %s gets an id the schema takes', (key, taken, expected) => {
  const id = proposeUnitId(key, taken);
  expect(id).toBe(expected);
  expect(unitIdSchema.safeParse(id).success).toBe(true);
});

test('what the station computes itself cannot be fed by a topic', () => {
  const tags = channelChoices(undefined, '15L').map(({ tag }) => tag);
  expect(tags).toContain('Stir_SP');
  expect(tags).not.toContain('OUR');
  expect(tags).not.toContain('OD_pred');
});
