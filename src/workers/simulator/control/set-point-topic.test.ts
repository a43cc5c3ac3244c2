import { describe, expect, it } from 'vitest';
import { isSetPointTopic, readSetPoint, saidPayload, saidTopic } from './set-point-topic';

describe('set points over MQTT', () => {
  it.each([
    ['bt-sim/R1/set/stirrerRpm', '700', { unit: 'R1', name: 'stirrerRpm', value: 700 }],
    ['bt-sim/02:B1:0B:00:00:01/set/ph', ' 5.2\n', { unit: '02:B1:0B:00:00:01', name: 'ph', value: 5.2 }],
    ['bt-sim/R1/set/gasNlMin', 'auto', { unit: 'R1', name: 'gasNlMin', value: null }],
    ['bt-sim/R1/set/ph', 'NaN', { words: 'NaN is neither a number nor auto' }],
    ['bt-sim/R1/set/ph', '', { words: 'Nothing is neither a number nor auto' }],
    ['bt-sim/R1/set/ph', '1e999', { words: '1e999 is neither a number nor auto' }],
  ])('reads %s %s', (topic, payload, expected) => {
    expect(readSetPoint(topic, payload)).toEqual(expected);
  });

  it.each([
    'bt/R1/pH',
    'bt/R1/set/ph',
    'bt-sim/R1/ph',
    'bt-sim/R1/set/ph/x',
    'orc/M/set/ph',
    'bt-sim//set/ph',
  ])('does not take %s for its own', (topic) => {
    expect([isSetPointTopic(topic), readSetPoint(topic, '5')]).toEqual([false, null]);
  });

  it('says what became of it beside', () => {
    expect(saidTopic('bt-sim/R1/set/ph')).toBe('bt-sim/R1/said/ph');
    expect(saidPayload('')).toBe('{"ok":true}');
    expect(saidPayload('No')).toBe('{"ok":false,"words":"No"}');
  });
});
