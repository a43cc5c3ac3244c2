import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import {
  tableTimeFormats,
  type TableMap,
  type TableStructure,
  type TableTimeFormat,
  type TableValue,
} from '../../../../shared/model/table-map';
import { conversionBetween, unitSymbol } from '../../../../shared/model/unit-conversion';
import { numberCell } from './number-cell';
import type { TableCell } from './row-splitter';
import { TimeReader } from './time-cell';

/** A column as a person sees it. */
export interface ColumnLook {
  readonly name: string;
  readonly unit: string;
  readonly numeric: boolean;
  readonly cells: readonly TableCell[];
}

export interface Proposal {
  readonly map: TableMap;
  readonly doubts: readonly string[];
}

/** Further names of tags, as instruments and people write them. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  pH: ['ph', 'phvalue', 'ph1'],
  DO: ['do', 'po2', 'dot', 'dissolvedoxygen', 'do%', 'pO2', 'oxygen'],
  OD: ['od', 'od600', 'opticaldensity', 'turbidity', 'biomass', 'lightscatter', 'biomassconcentration'],
  DCW_offline: ['dcw', 'cdw', 'drycellweight', 'celldryweight', 'drymass', 'cbiomass'],
  OD600_offline: ['od600offline', 'offlineod', 'odoffline'],
  Temp_Broth: ['temp', 'temperature', 't', 'temperatur', 'brothtemperature', 'tempbroth'],
  Stir_PV: ['stirrer', 'stirrerspeed', 'agitation', 'rpm', 'n', 'agitationspeed'],
  Reactor_Pressure: ['pressure', 'headpressure', 'p', 'druck'],
  Weight: ['weight', 'vesselweight', 'mass', 'gewicht'],
  OffGas_CO2: ['co2', 'xco2', 'offgasco2', 'exitco2'],
  OffGas_O2: ['o2', 'xo2', 'offgaso2', 'exito2'],
  Gas_Flow_Inlet: ['airflow', 'gasflow', 'aeration', 'flow'],
  Feed_Glycerol: ['feedglycerol', 'glycerolfeed'],
  Feed_MeOH: ['methanolfeed', 'meohfeed', 'feedmethanol'],
  Base_Pump_Rate: ['base', 'basepump', 'nh3', 'naoh'],
};

const squeezed = (name: string): string => name.toLowerCase().replace(/[^a-z0-9%]/g, '');

/** Splits `DO (%)` and `Time [h]` into name and unit, and takes the per cent of `DO%`. */
export function splitName(name: string): { bare: string; unit: string } {
  const found = /^(.*?)[\s_]*[[(]([^\])]*)[\])]\s*$/.exec(name);
  if (found && unitSymbol(found[2] ?? '') !== null) return { bare: found[1] ?? name, unit: found[2] ?? '' };
  if (/[^\s]%$/.test(name)) return { bare: name.slice(0, -1), unit: '%' };
  return { bare: found?.[1] ?? name, unit: '' };
}

/** What a file may mean, from names, units and first cells. Nothing of it is taken without a person. */
export function proposeMap(structure: TableStructure, columns: readonly ColumnLook[], now: number): Proposal {
  const doubts: string[] = [];
  const time = timeColumn(columns);
  const format = time ? formatOf(time, structure, now, doubts) : 'iso';
  if (!time) doubts.push('No column looks like a time: choose it');
  const long = longColumns(columns, time);
  const names = long ? distinct(columns.find(({ name }) => name === long.channel)) : [];
  const values = long
    ? names.map((name) => valueFor({ name, unit: '' }, null))
    : columns
        .filter((one) => one !== time && one.numeric)
        .map((one) => valueFor(one, qualityOf(one, columns)));
  const known = values.filter((value) => value !== null);
  const map: TableMap = {
    structure,
    time: { column: time?.name ?? '', format, zone: 'UTC', ambiguous: 'refuse', start: null },
    long,
    values: withoutDoubles(known),
    only: null,
  };
  return { map, doubts };
}

function timeColumn(columns: readonly ColumnLook[]): ColumnLook | undefined {
  const named =
    /^(date.?time|time.?stamp|timestamp|time|zeit|datum|date|t|uhrzeit|age|process.?time|elapsed)/i;
  // A date alone says no hour: a time beside it, be it elapsed, is better.
  const byName = columns
    .filter(({ name }) => named.test(splitName(name).bare) && !/temp|total/i.test(name))
    .toSorted((a, b) => Number(/time|stamp|zeit/i.test(b.name)) - Number(/time|stamp|zeit/i.test(a.name)));
  return (
    byName.find((one) => one.cells.some((cell) => cell !== null && cell !== '')) ??
    columns.find((one) =>
      one.cells.some((cell) => typeof cell === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(cell)),
    )
  );
}

function formatOf(
  { name, unit, cells }: ColumnLook,
  structure: TableStructure,
  now: number,
  doubts: string[],
): TableTimeFormat {
  const texts = cells.filter((cell) => cell !== null && cell !== '');
  /** Share of the cells that can be read so; each by itself, for what is wrong with a row is told with the row. */
  const share = (format: TableTimeFormat): number => {
    const time = { column: name, format, zone: 'UTC', ambiguous: 'first', start: 946_684_800_000 } as const;
    const fitting = texts.filter(
      (cell) => 't' in new TimeReader(time, structure.decimal, now + 86_400_000).read(cell),
    );
    return texts.length === 0 ? 0 : fitting.length / texts.length;
  };
  if (share('iso') >= 0.3) return 'iso';
  const [dayFirst, monthFirst] = [share('day-first'), share('month-first')];
  if (dayFirst > 0 && dayFirst === monthFirst)
    doubts.push('Day and month could be exchanged: choose which comes first');
  if (dayFirst > 0.3 || monthFirst > 0.3) return dayFirst >= monthFirst ? 'day-first' : 'month-first';
  const inUnit = { h: 'elapsed-h', min: 'elapsed-min', s: 'elapsed-s' } as const;
  const symbol = unitSymbol(unit);
  const numbers = texts.flatMap((cell) => {
    const read = numberCell(cell, structure.decimal);
    return read.kind === 'number' ? [read.value] : [];
  });
  const largest = Math.max(...numbers.map(Math.abs), 0);
  if (largest > 9e11) return 'epoch-ms';
  if (largest > 9e8) return 'epoch-s';
  if (symbol === 'h' || symbol === 'min' || symbol === 's') return inUnit[symbol];
  const whole = numbers.every((value) => value > 36_500 && value < 80_000);
  if (whole && numbers.length > 0) return 'excel';
  if (numbers.length === 0) doubts.push(`${name} has no time that is understood: choose how it is written`);
  else doubts.push(`${name} is taken as hours since the start: say if it is another unit`);
  return tableTimeFormats.find((format) => format === 'elapsed-h') ?? 'iso';
}

function longColumns(columns: readonly ColumnLook[], time: ColumnLook | undefined): TableMap['long'] {
  const called = (...names: string[]): ColumnLook | undefined =>
    columns.find((one) => one !== time && names.includes(squeezed(one.name)));
  const channel = called(
    'channel',
    'tag',
    'variable',
    'parameter',
    'signal',
    'sensor',
    'measurement',
    'name',
  );
  const value = called('value', 'reading', 'result', 'wert', 'val');
  if (!channel || !value || channel.numeric) return null;
  return {
    channel: channel.name,
    value: value.name,
    quality: called('quality', 'qualitycode')?.name ?? null,
  };
}

const distinct = (column: ColumnLook | undefined): string[] => [
  ...new Set(column?.cells.flatMap((cell) => (cell === null || cell === '' ? [] : [String(cell).trim()]))),
];

function qualityOf({ name }: ColumnLook, columns: readonly ColumnLook[]): string | null {
  return columns.find((one) => one.name === `${name}_quality`)?.name ?? null;
}

/** The channel that a name means; null where none is alike. */
function valueFor(
  { name, unit }: Pick<ColumnLook, 'name' | 'unit'>,
  quality: string | null,
): TableValue | null {
  const { bare, unit: inName } = splitName(name);
  const definitions = catalogueFor('15L');
  const wanted = squeezed(bare);
  const definition =
    definitions.find(({ tag }) => tag === name) ??
    definitions.find(({ tag }) => squeezed(tag) === wanted) ??
    definitions.find(({ tag }) => otherNames[tag]?.includes(wanted)) ??
    definitions.find((one) => squeezed(one.name) === wanted);
  if (!definition) return null;
  const given = unit === '' ? inName : unit;
  const usable = given !== '' && conversionBetween(given, definition.unit) !== null;
  return {
    from: name,
    tag: definition.tag,
    unit: usable ? given : definition.unit,
    quality,
    onChange: false,
  };
}

/** Of two columns for one channel the first is proposed. */
function withoutDoubles(values: readonly TableValue[]): TableValue[] {
  return values.filter((value, index) => values.findIndex(({ tag }) => tag === value.tag) === index);
}
