import type { TableProblem, TableTime } from '../../../../shared/model/table-map';
import { momentsOfLocal } from '../../../../shared/model/zone-time';
import { numberCell } from './number-cell';
import type { TableCell } from './row-splitter';

export type TimeCell =
  { readonly t: number } | { readonly kind: TableProblem['kind']; readonly words: string };

const isoForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/;
const dateForm =
  /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([AaPp][Mm])?)?$/;
/** Day 0 of spreadsheets, 1899-12-30: with it every day from March 1900 on comes out right. */
const excelZeroMs = Date.UTC(1899, 11, 30);
const earliestMs = 946_684_800_000;
const aheadMs = 60_000;
const unitMs = { 'elapsed-h': 3_600_000, 'elapsed-min': 60_000, 'elapsed-s': 1000 } as const;

/** Reads the times of one file. A file whose times carry a zone in one row and none in another is told. */
export class TimeReader {
  readonly #time;
  readonly #decimal;
  readonly #latest;
  #zoned: boolean | null = null;

  /** @param now the station's clock: nothing was measured after it */
  constructor(time: TableTime, decimal: '.' | ',', now: number) {
    this.#time = time;
    this.#decimal = decimal;
    this.#latest = now + aheadMs;
  }

  read(cell: TableCell): TimeCell {
    const read = this.#parse(cell);
    if (!('t' in read)) return read;
    if (read.t > this.#latest)
      return { kind: 'future', words: `${isoOf(read.t)} lies in the future by this station's clock` };
    if (!(read.t >= earliestMs)) return { kind: 'time', words: `${isoOf(read.t)} lies before the year 2000` };
    return read;
  }

  #parse(cell: TableCell): TimeCell {
    const { format } = this.#time;
    if (cell === null || cell === '') return { kind: 'time', words: 'the time is missing' };
    if (format === 'iso') return this.#iso(String(cell).trim());
    if (format === 'day-first' || format === 'month-first') return this.#date(String(cell).trim(), format);
    const number = numberCell(cell, this.#decimal);
    if (number.kind !== 'number') return { kind: 'time', words: `"${String(cell)}" is no number for a time` };
    if (format === 'epoch-ms') return { t: Math.round(number.value) };
    if (format === 'epoch-s') return { t: Math.round(number.value * 1000) };
    if (format === 'excel')
      return this.#local(Math.round(excelZeroMs + number.value * 86_400_000), String(cell));
    if (this.#time.start === null)
      return { kind: 'time', words: 'the time at which the start was is not given' };
    return { t: Math.round(this.#time.start + number.value * unitMs[format]) };
  }

  #iso(text: string): TimeCell {
    const found = isoForm.exec(text);
    if (!found) return { kind: 'time', words: `"${text}" is no ISO 8601 time` };
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
    const local = utcOf(
      Number(year),
      Number(month),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      fraction,
    );
    if (local === null) return { kind: 'time', words: `"${text}" is no time of any day` };
    const zoned = zone !== undefined;
    if (this.#zoned !== null && this.#zoned !== zoned) {
      const words = zoned ? 'has a zone where rows before had none' : 'has no zone where rows before had one';
      return { kind: 'zone', words: `"${text}" ${words}` };
    }
    this.#zoned = zoned;
    return zoned ? { t: local - offsetOf(zone) } : this.#local(local, text);
  }

  #date(text: string, format: 'day-first' | 'month-first'): TimeCell {
    const found = dateForm.exec(text);
    if (!found) return { kind: 'time', words: `"${text}" is no date with time` };
    const [
      ,
      first = '',
      second = '',
      year = '',
      hour = '0',
      minute = '0',
      seconds = '0',
      fraction = '',
      half,
    ] = found;
    const [day, month] = format === 'day-first' ? [first, second] : [second, first];
    const full = year.length === 2 ? 2000 + Number(year) : Number(year);
    const clock =
      half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    const local = utcOf(full, Number(month), Number(day), clock, Number(minute), Number(seconds), fraction);
    if (local === null)
      return { kind: 'time', words: `"${text}" is no day of any year: day and month exchanged?` };
    return this.#local(local, text);
  }

  #local(localMs: number, text: string): TimeCell {
    const { zone, ambiguous } = this.#time;
    const [first, second] = momentsOfLocal(zone, localMs);
    if (first === undefined)
      return {
        kind: 'ambiguous-hour',
        words: `"${text}" does not exist in ${zone}: the clock was put forward then`,
      };
    if (second === undefined) return { t: first };
    if (ambiguous === 'first') return { t: first };
    if (ambiguous === 'second') return { t: second };
    const words = `"${text}" came twice in ${zone} when the clock was put back: choose which is meant`;
    return { kind: 'ambiguous-hour', words };
  }
}

/** Null where the parts make no time. */
function utcOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: string,
): number | null {
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const t = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(t).getUTCDate() !== day) return null;
  return t + (fraction === '' ? 0 : Math.round(Number(`0.${fraction}`) * 1000));
}

function offsetOf(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!found) return 0;
  const ms = Number(found[2]) * 3_600_000 + Number(found[3]) * 60_000;
  return found[1] === '-' ? -ms : ms;
}

/** A time in words, however wrong it is. */
function isoOf(t: number): string {
  return Math.abs(t) <= 8.64e15 ? new Date(t).toISOString() : String(t);
}
