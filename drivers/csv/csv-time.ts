import { timePatternParts, type CsvFile } from '../../src/shared/model/csv-connection';

/** Wall clock of a row, as written. */
interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Reads the time cell of rows, in their order; epoch ms, or null where it is none. */
export type ReadCsvTime = (cell: string) => number | null;

const iso =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[-+]\d\d:?\d\d)?$/i;
/** Days from 1899-12-30 to 1970-01-01, as spreadsheets count. */
const excelEpochDays = 25_569;
const dayMs = 86_400_000;

/**
 * Makes the reader of one file's times. In the hour that a zone has twice in autumn, rows are taken to go on in time: an
 * earlier wall clock after a later one is the second of the two.
 */
export function createCsvTime({
  timeFormat,
  timePattern,
  zone,
  decimalComma,
}: Pick<CsvFile, 'timeFormat' | 'timePattern' | 'zone' | 'decimalComma'>): ReadCsvTime {
  const toUtc = createZone(zone);
  const pattern = patternOf(timePattern);
  const plain = (cell: string): number => Number(decimalComma ? cell.replace(',', '.') : cell);
  if (timeFormat === 'epoch-s') return (cell) => epoch(plain(cell) * 1000, cell);
  if (timeFormat === 'epoch-ms') return (cell) => epoch(plain(cell), cell);
  if (timeFormat === 'excel')
    return (cell) => {
      const wall = epoch((plain(cell) - excelEpochDays) * dayMs, cell);
      return wall === null ? null : toUtc(wallOf(wall));
    };
  if (timeFormat !== 'pattern') return (cell) => readIso(cell, toUtc);
  return (cell) => {
    const wall = pattern(cell);
    return wall && toUtc(wall);
  };
}

function epoch(ms: number, cell: string): number | null {
  return cell === '' || !Number.isFinite(ms) ? null : Math.round(ms);
}

function readIso(cell: string, toUtc: (wall: WallTime) => number | null): number | null {
  const found = iso.exec(cell);
  if (!found) return null;
  const part = (index: number): number => Number(found[index] ?? 0);
  const wall = {
    year: part(1),
    month: part(2),
    day: part(3),
    hour: part(4),
    minute: part(5),
    second: part(6),
    ms: Math.floor(Number(`0.${found[7] ?? 0}`) * 1000),
  };
  const offset = found[8];
  if (!offset) return toUtc(wall);
  const utc = asUtc(wall);
  if (utc === null || offset.toUpperCase() === 'Z') return utc;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return utc - (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** The same digits as UTC; null where there is no such day or time. */
function asUtc({ year, month, day, hour, minute, second, ms }: WallTime): number | null {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = wallOf(utc);
  const same = back.year === year && back.month === month && back.day === day && back.hour === hour;
  return same && minute < 60 && second < 60 ? utc : null;
}

function wallOf(utc: number): WallTime {
  const date = new Date(utc);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: date.getUTCMilliseconds(),
  };
}

/** From a wall clock of a zone to UTC. */
function createZone(zone: string): (wall: WallTime) => number | null {
  if (zone === 'UTC') return asUtc;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  const offsetAt = (utc: number): number => {
    // Zones change at whole quarters of an hour.
    const quarter = Math.floor(utc / 900_000);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetOf(format, quarter * 900_000);
      if (offsets.size > 1000) offsets.clear();
      offsets.set(quarter, offset);
    }
    return offset;
  };
  let last = Number.NEGATIVE_INFINITY;
  return (wall) => {
    const digits = asUtc(wall);
    if (digits === null) return null;
    const [early, late] = [digits - offsetAt(digits - dayMs), digits - offsetAt(digits + dayMs)];
    const fitting = [early, late].filter((utc) => utc + offsetAt(utc) === digits);
    // In the hour that is left out in spring, clocks that were not set yet go on.
    const [first = early, second = first] = fitting.toSorted((a, b) => a - b);
    last = first >= last || second < last ? first : second;
    return last;
  };
}

function offsetOf(format: Intl.DateTimeFormat, utc: number): number {
  const name = format.formatToParts(utc).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const found = /([-+])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  return (found[1] === '-' ? -seconds : seconds) * 1000;
}

/** Reads times spelled out as a pattern: DD.MM.YYYY HH:mm:ss. */
function patternOf(pattern: string): (cell: string) => WallTime | null {
  const order: string[] = [];
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const part = timePatternParts.find((candidate) => pattern.startsWith(candidate, at));
    if (part) {
      order.push(part);
      source +=
        part === 'A'
          ? '([AaPp][Mm])'
          : part === 'YYYY'
            ? '(\\d{4})'
            : part === 'SSS'
              ? '(\\d{1,3})'
              : '(\\d{1,2})';
    } else source += (pattern[at] ?? '').replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    at += part?.length ?? 1;
  }
  const expression = new RegExp(`^${source}$`);
  return (cell) => {
    const found = expression.exec(cell);
    return found ? wallFrom(new Map(order.map((part, index) => [part, found[index + 1] ?? '']))) : null;
  };
}

function wallFrom(parts: ReadonlyMap<string, string>): WallTime {
  const part = (...names: string[]): number =>
    Number(names.map((name) => parts.get(name)).find((text) => text !== undefined) ?? 0);
  const short = parts.has('YY') ? part('YY') : undefined;
  const afternoon = parts.get('A')?.toLowerCase();
  const hour = part('HH', 'H', 'hh', 'h');
  return {
    year: short === undefined ? part('YYYY') : short + (short < 70 ? 2000 : 1900),
    month: part('MM', 'M'),
    day: part('DD', 'D'),
    hour: afternoon === undefined ? hour : (hour % 12) + (afternoon === 'pm' ? 12 : 0),
    minute: part('mm'),
    second: part('ss'),
    ms: Number((parts.get('SSS') ?? '0').padEnd(3, '0')),
  };
}
