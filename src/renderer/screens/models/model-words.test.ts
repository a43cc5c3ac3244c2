import { expect, test } from 'vitest';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { championBeside } from './model-words';

const entry = (
  name: string,
  scale: ModelVersionEntry['scale'],
  state: ModelVersionEntry['state'],
  target: ModelVersionEntry['target'] = 'OD600',
): ModelVersionEntry => ({ name, version: '1.0.0', target, scale, state }) as ModelVersionEntry;

test('a version is held against the champion of its vessels, or else the one that serves any vessel', () => {
  const any = entry('any', null, 'champion');
  const small = entry('small', '1L', 'champion');
  const mass = entry('mass', '1L', 'champion', 'DCW');
  const shadow = entry('shadow', '15L', 'shadow');
  const models = [shadow, mass, any, small];
  expect(championBeside(models, { target: 'OD600', scale: '1L' })).toBe(small);
  expect(championBeside(models, { target: 'OD600', scale: '15L' })).toBe(any);
  expect(championBeside([shadow, mass], { target: 'OD600', scale: '15L' })).toBeNull();
});
