import { expect, it } from 'vitest';
import { alarmCatalogue } from '../../../../shared/model/alarm-catalogue';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import { channelId, unitIdSchema } from '../../../../shared/model/identity';
import { limitsOf, trendOf } from './trend-of-channels';

const catalogue = catalogueFor('15L');
const channel = (tag: string, unit = 'R1') => {
  const found = catalogue.find((one) => one.tag === tag);
  if (!found) throw new Error(tag);
  return { ...found, id: channelId(unit, tag), series: 1, unitId: unitIdSchema.parse(unit) };
};

it('gives two quantities an axis each, and draws the others of three as share of their range', () => {
  const two = trendOf({ scale: 'own' }, [channel('DO'), channel('pH'), channel('DO', 'R2')]);
  expect(two?.series.map(({ label, axis, percentOfRange }) => [label, axis, percentOfRange])).toEqual([
    ['R1 DO %', 'left', false],
    ['R1 pH', 'right', false],
    ['R2 DO %', 'left', false],
  ]);
  expect([two?.left.unit, two?.right?.unit]).toEqual(['%', channel('pH').unit]);
  const three = trendOf({ scale: 'own' }, [channel('DO'), channel('pH'), channel('Stir_PV')]);
  expect(three?.series.map(({ axis, percentOfRange }) => [axis, percentOfRange])).toEqual([
    ['left', false],
    ['right', true],
    ['right', true],
  ]);
  expect(three?.right?.unit).toBe('% of range');
  expect(trendOf({ scale: 'share' }, [channel('DO'), channel('pH')])?.right).toBeNull();
  expect(trendOf({ scale: 'log' }, [channel('OUR')])?.left.log).toBe(true);
  expect(trendOf({ scale: 'own' }, [])).toBeNull();
});

it('draws the limits of the phase, and none that a phase suppresses or that is switched off', () => {
  const [base] = alarmCatalogue.filter(({ condition }) => condition.kind === 'low');
  if (!base) throw new Error('No low alarm');
  const line = { ...channel('DO'), tag: base.tag };
  const alarm = { ...base, enabled: true, limit: 20, phaseLimits: { meoh: 10, starve: null } };
  const at = (phase: 'meoh' | 'starve' | 'batch') =>
    limitsOf([line], [alarm], () => phase).map(({ value }) => value);
  expect([at('batch'), at('meoh'), at('starve')]).toEqual([[20], [10], []]);
  expect(limitsOf([line], [{ ...alarm, enabled: false }], () => 'batch')).toEqual([]);
});
