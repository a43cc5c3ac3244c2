import { expect, it } from 'vitest';
import { unitIdSchema } from '../../shared/model/identity';
import { createSuspicionDesk } from './suspicion-desk';

it('tells of a suspicion once, and when it ends', () => {
  const said: string[] = [];
  const desk = createSuspicionDesk(
    {
      began: (key, { words }) => said.push(`began ${key}: ${words}`),
      ended: (key, words) => said.push(`ended ${key}: ${words}`),
    },
    () => 'Broth temperature',
  );
  const one = {
    unitId: unitIdSchema.parse('R1'),
    tag: 'Temp_Broth',
    kind: 'temperature-vote',
    since: 5,
    words: '31.00 against 30.00 °C',
  };
  desk.update([one]);
  desk.update([{ ...one, words: 'now for longer' }]);
  desk.update([]);
  desk.update([]);
  const key = 'suspect/R1/Temp_Broth/temperature-vote';
  expect(said).toEqual([
    `began ${key}: R1: Broth temperature is contradicted by other sensors: 31.00 against 30.00 °C`,
    `ended ${key}: R1: Broth temperature agrees with the other sensors again`,
  ]);
});
