import { deviceNumber, unknownLine, type DecodedLine } from '../decoded-line';

/** Atlas Scientific EZO circuits over serial: `7.125`, `?SLOPE,99.7,100.3,-0.89`, `*OK`, `*ER`. Lines end with CR. */
export function decodeAtlasEzo(line: string): DecodedLine {
  if (line === '*OK' || line === '*RE' || line === '*WA' || line === '*SL') return { kind: 'done' };
  if (line === '*ER') return { kind: 'fault', words: 'unknown command' };
  if (line === '*OV' || line === '*UV')
    return { kind: 'fault', words: line === '*OV' ? 'supply voltage too high' : 'supply voltage too low' };
  const reading = deviceNumber(line);
  if (reading !== null) return { kind: 'values', values: { reading } };
  const [query = '', ...given] = line.split(',');
  if (query.toLowerCase() === '?slope') {
    const [acidPct, basePct, offsetMv] = given.map(deviceNumber);
    if (acidPct === undefined || acidPct === null || basePct === undefined || basePct === null)
      return unknownLine;
    return {
      kind: 'values',
      values: {
        slopeAcidPct: acidPct,
        slopeBasePct: basePct,
        ...(typeof offsetMv === 'number' ? { offsetMv } : {}),
      },
    };
  }
  if (query.toLowerCase() === '?status' && given.length === 2)
    return { kind: 'identity', facts: { restart: given[0] ?? '', supplyV: given[1] ?? '' } };
  if (query.toLowerCase() === '?i' && given.length === 2)
    return { kind: 'identity', facts: { device: given[0] ?? '', software: given[1] ?? '' } };
  return unknownLine;
}
