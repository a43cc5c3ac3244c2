import { expect, test } from 'vitest';
import { unitIdSchema } from '../../shared/model/identity';
import { parseRoute } from './route';
import { simulatedWords } from './simulated-on-screen';

const unit = (id: string, simulated: boolean) => ({ id: unitIdSchema.parse(id), name: id, simulated });
const plant = [unit('R1', true), unit('R2', false), unit('R3', true)];

test.each([
  ['#/', plant, '2 OF 3 UNITS SIMULATED'],
  ['#/', [unit('R1', true)], 'SIMULATED'],
  ['#/', [], null],
  ['#/unit/R1', plant, 'SIMULATED'],
  ['#/unit/R2', plant, null],
  ['#/system', plant, '2 OF 3 UNITS SIMULATED'],
])('%s', (hash, units, words) => {
  expect(simulatedWords(parseRoute(hash), units)).toBe(words);
});
