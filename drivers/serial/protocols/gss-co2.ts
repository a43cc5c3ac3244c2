import { unknownLine, type DecodedLine } from '../decoded-line';

/**
 * GSS CozIR and SprintIR CO2 sensors: `Z 432`, `T 1257`, `H 627`, or several of them in one streamed line. CO2 is the
 * raw count: ppm is count times the multiplier the sensor tells at `.` (1, 10 or 100). Temperature is (count - 1000) / 10
 * °C, humidity count / 10 %.
 */
export function decodeGssCo2(line: string): DecodedLine {
  if (line === '?') return { kind: 'fault', words: 'the sensor does not know this command' };
  const parts = [...line.matchAll(/([ZzTHGUXa.])\s+(\d{1,6})(?=\s|$)/g)];
  if (
    parts.length === 0 ||
    parts.map(([text]) => text).join(' ').length !== line.replaceAll(/\s+(?=[A-Za-z.])/g, ' ').length
  )
    return unknownLine;
  return {
    kind: 'values',
    values: Object.fromEntries(parts.flatMap(([, code = '', digits = '']) => named(code, Number(digits)))),
  };
}

function named(code: string, count: number): [string, number][] {
  switch (code) {
    case 'Z':
      return [['co2Filtered', count]];
    case 'z':
      return [['co2Raw', count]];
    case 'T':
      return [['tempC', (count - 1000) / 10]];
    case 'H':
      return [['humidityPct', count / 10]];
    case 'G':
      return [['freshAirZero', count]];
    case 'U':
      return [['nitrogenZero', count]];
    case 'X':
      return [['knownGasZero', count]];
    case 'a':
      return [['filter', count]];
    default:
      return [['multiplier', count]];
  }
}
