import { expect, it } from 'vitest';
import { readBlocks } from '../modbus/read-blocks';
import { decodeDevice } from '../modbus/decode-device';
import { loopValue } from './namur-43';
import { programMaps } from './program-maps';
import { readDeviceMap } from './read-device-map';

const head = 'id: probe\nwords: Probe\nreadings:\n';

it.each([
  [
    `${head}  - { name: a, address: 0, type: f32 }\n  - { name: b, address: 1, type: u16 }`,
    'a and b both use holding register 1',
  ],
  [
    `${head}  - { name: a, address: 0, type: u16 }\n  - { name: a, address: 9, type: u16 }`,
    'two readings are called a',
  ],
  [`${head}  - { name: a, address: 0, type: u16, tag: Nothing }`, 'no channel of the catalogue has this tag'],
  [`${head}  - { name: a, address: 0, type: float }`, 'readings [1] type: '],
  [`${head}  - { name: a, adress: 0, type: u16 }`, 'readings [1]'],
  [`${head}  - { name: a, address: [0, type: u16 }`, 'Line 4: '],
  ['[]', 'The file: '],
])('refuses a map with words: %#', (text, words) => {
  const found = readDeviceMap(text);
  expect(found.map === null && found.words).toContain(words);
});

it('reads JSON as YAML, and every map of the program', () => {
  const json = '{"id":"p","words":"P","readings":[{"name":"a","address":1,"type":"u16"}]}';
  expect(readDeviceMap(json).map?.readings[0]).toMatchObject({ name: 'a', scale: 1, offset: 0, tag: '' });
  expect(programMaps().map(({ id }) => id)).toContain('o2-co2-analyser');
});

it('asks the fewest questions, and no register that the map does not name', () => {
  const of = (id: string) => programMaps().find((map) => map.id === id);
  const [analyser, arc] = [of('o2-co2-analyser'), of('hamilton-arc-ph')];
  expect(analyser && readBlocks(analyser)).toEqual([
    { fc: 3, address: 0, count: 2 },
    { fc: 4, address: 0, count: 18 },
  ]);
  expect(arc && readBlocks(arc)).toEqual([
    { fc: 3, address: 2089, count: 10 },
    { fc: 3, address: 2409, count: 10 },
  ]);
});

it('decodes an Arc block low word first, and tells a fault nibble of the analyser', () => {
  const [arc] = programMaps().filter(({ id }) => id === 'hamilton-arc-ph');
  const block = {
    fc: 3,
    address: 2089,
    count: 10,
    registers: [0x1000, 0, 0x51eb, 0x4080, 0, 0, 0, 0, 0, 0],
  } as const;
  expect(arc && decodeDevice(arc, [block], 'low-first').values).toMatchObject([
    { reading: 'pH', value: 4.01 },
  ]);
  expect(arc && decodeDevice(arc, [block], 'high-first')).toMatchObject({ swapped: 1, wide: 1 });
  const [analyser] = programMaps().filter(({ id }) => id === 'o2-co2-analyser');
  const state = { fc: 3, address: 0, count: 2, registers: [0, 0x0003] } as const;
  expect(analyser && decodeDevice(analyser, [state], 'high-first').own).toEqual({
    state: 'failure',
    words: 'The carbon dioxide sensor reports a fault',
  });
});

it.each([
  [3.5, null, 'failure'],
  [3.6, null, 'failure'],
  [3.7, -1.875, 'out-of-specification'],
  [3.8, -1.25, 'good'],
  [4, 0, 'good'],
  [20, 100, 'good'],
  [20.5, 103.125, 'good'],
  [20.8, 105, 'out-of-specification'],
  [21, null, 'failure'],
  [21.5, null, 'failure'],
])('NE 43: %s mA', (level, value, state) => {
  expect(loopValue(level, '4-20 mA', 0, 100)).toMatchObject({ value, state });
});
