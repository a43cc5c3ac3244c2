import { unknownLine, type DecodedLine } from '../decoded-line';

/**
 * ADAM-4017 and modules alike, ASCII, engineering format: `>+7.2111+7.2567…`, eight channels. A module in fault answers
 * `?`. Lines end with CR.
 */
export function decodeAdam4017(line: string): DecodedLine {
  if (line.startsWith('?'))
    return { kind: 'fault', words: 'the module refuses the command: check its address' };
  if (!/^>([+-]\d+\.\d+){1,8}$/.test(line)) return unknownLine;
  const found = line.slice(1).match(/[+-]\d+\.\d+/g) ?? [];
  return {
    kind: 'values',
    values: Object.fromEntries(found.map((text, i) => [`channel${i}`, Number(text)])),
  };
}
