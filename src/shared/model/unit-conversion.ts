interface UnitEntry {
  readonly symbol: string;
  /** Other spellings, compared without regard to case and blanks. */
  readonly also: readonly string[];
  /** In units of the first of its quantity: `value * factor + offset`. */
  readonly factor: number;
  readonly offset?: number;
}

/** Turns values of one unit into another: `(value * factor) / divisor + offset`. */
export interface Conversion {
  readonly factor: number;
  readonly divisor: number;
  readonly offset: number;
}

const atmosphereBar = 1.01325;

/** Quantities and their units. Factors are exact by definition of the unit (psi: 0.45359237 kg, 9.80665 m/s2). */
const quantities: Readonly<Record<string, readonly UnitEntry[]>> = {
  temperature: [
    { symbol: '°C', also: ['c', 'degc', 'deg c', 'celsius', 'grad c'], factor: 1 },
    { symbol: 'K', also: ['kelvin'], factor: 1, offset: -273.15 },
    { symbol: '°F', also: ['f', 'degf', 'deg f', 'fahrenheit'], factor: 5 / 9, offset: -160 / 9 },
  ],
  pressure: [
    { symbol: 'bar abs', also: ['bar', 'bara', 'bar a', 'bar(a)'], factor: 1 },
    { symbol: 'bar gauge', also: ['barg', 'bar g', 'bar(g)'], factor: 1, offset: atmosphereBar },
    { symbol: 'mbar', also: ['mbara', 'hpa', 'mbar abs'], factor: 1e-3 },
    { symbol: 'kPa', also: ['kpaa'], factor: 1e-2 },
    { symbol: 'Pa', also: [], factor: 1e-5 },
    { symbol: 'MPa', also: [], factor: 10 },
    { symbol: 'psi', also: ['psia'], factor: 0.068_947_572_931_683_6 },
    { symbol: 'psi gauge', also: ['psig'], factor: 0.068_947_572_931_683_6, offset: atmosphereBar },
    { symbol: 'atm', also: [], factor: atmosphereBar },
  ],
  liquidFlow: [
    { symbol: 'mL/min', also: ['ml min-1', 'cc/min', 'cm3/min', 'cm³/min'], factor: 1 },
    { symbol: 'L/min', also: ['l min-1', 'lpm'], factor: 1000 },
    { symbol: 'mL/h', also: ['ml/hr', 'ml h-1'], factor: 1 / 60 },
    { symbol: 'L/h', also: ['l/hr', 'l h-1'], factor: 1000 / 60 },
    { symbol: 'µL/min', also: ['ul/min'], factor: 1e-3 },
    { symbol: 'µL/h', also: ['ul/h', 'ul/hr'], factor: 1e-3 / 60 },
  ],
  gasFlow: [
    { symbol: 'NL/min', also: ['nlpm', 'ln/min', 'nl min-1'], factor: 1 },
    { symbol: 'NmL/min', also: ['mln/min', 'nccm'], factor: 1e-3 },
    { symbol: 'NL/h', also: ['ln/h', 'nl/hr'], factor: 1 / 60 },
    { symbol: 'Nm³/h', also: ['nm3/h', 'nm3/hr'], factor: 1000 / 60 },
  ],
  concentration: [
    { symbol: 'g/L', also: ['mg/ml', 'kg/m3', 'kg/m³', 'g l-1', 'g/dm3', 'µg/µl', 'mg/cm3'], factor: 1 },
    { symbol: 'mg/L', also: ['µg/ml', 'ug/ml', 'g/m3', 'mg l-1'], factor: 1e-3 },
    { symbol: 'µg/L', also: ['ug/l', 'ng/ml'], factor: 1e-6 },
    { symbol: 'g/mL', also: ['kg/l'], factor: 1000 },
  ],
  share: [
    { symbol: '%', also: ['percent', 'pct', 'vol%', '%vol', '% v/v', '% sat', '%sat', '% air'], factor: 1 },
    { symbol: 'fraction', also: ['frac', 'mol/mol', 'v/v'], factor: 100 },
    { symbol: 'ppm', also: ['ppmv'], factor: 1e-4 },
  ],
  mass: [
    { symbol: 'kg', also: [], factor: 1 },
    { symbol: 'g', also: ['gram'], factor: 1e-3 },
    { symbol: 'mg', also: [], factor: 1e-6 },
    { symbol: 'lb', also: ['lbs'], factor: 0.453_592_37 },
  ],
  volume: [
    { symbol: 'L', also: ['litre', 'liter', 'dm3', 'dm³'], factor: 1 },
    { symbol: 'mL', also: ['cm3', 'cm³', 'cc'], factor: 1e-3 },
    { symbol: 'µL', also: ['ul'], factor: 1e-6 },
    { symbol: 'm³', also: ['m3'], factor: 1000 },
  ],
  time: [
    { symbol: 's', also: ['sec', 'second', 'seconds'], factor: 1 },
    { symbol: 'ms', also: ['msec'], factor: 1e-3 },
    { symbol: 'min', also: ['minute', 'minutes', 'mins'], factor: 60 },
    { symbol: 'h', also: ['hr', 'hrs', 'hour', 'hours', 'std'], factor: 3600 },
    { symbol: 'd', also: ['day', 'days'], factor: 86_400 },
  ],
  speed: [
    { symbol: 'rpm', also: ['1/min', 'min-1', 'u/min', 'r/min'], factor: 1 },
    { symbol: 'Hz', also: ['1/s', 's-1', 'rps'], factor: 60 },
  ],
  rate: [
    { symbol: '1/h', also: ['h-1', 'per h', '/h'], factor: 1 },
    { symbol: '1/d', also: ['d-1', 'per day'], factor: 1 / 24 },
  ],
  absorbance: [
    { symbol: 'AU', also: ['a.u.', 'od', 'od600', 'abs'], factor: 1 },
    { symbol: 'mAU', also: [], factor: 1e-3 },
  ],
  uptake: [
    { symbol: 'mmol/(L·h)', also: ['mmol/l/h', 'mmol/(l h)', 'mmol/(l*h)', 'mm/h'], factor: 1 },
    { symbol: 'mol/(L·h)', also: ['mol/l/h'], factor: 1000 },
  ],
  pure: [{ symbol: '', also: ['-', '1', '[]', 'ph', 'none'], factor: 1 }],
};

/** Blanks, brackets and the two signs for micro make no difference. */
function plain(symbol: string): string {
  const inner = symbol.trim().replace(/^\[(.*)\]$|^\((.*)\)$/, '$1$2');
  return inner.replaceAll('μ', 'µ').replaceAll('º', '°').replaceAll(' ', '').trim();
}

function find(symbol: string): { quantity: string; entry: UnitEntry } | null {
  const given = plain(symbol);
  const all = Object.entries(quantities).flatMap(([quantity, entries]) =>
    entries.map((entry) => ({ quantity, entry })),
  );
  const exact = all.find(({ entry }) => plain(entry.symbol) === given);
  if (exact) return exact;
  const loose = given.toLowerCase();
  // mL and ML, mg and Mg: where case decides, a spelling that fits two units fits none.
  const alike = all.filter(
    ({ entry }) =>
      plain(entry.symbol).toLowerCase() === loose || entry.also.some((one) => plain(one) === loose),
  );
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The unit as we write it; null where it is not one of ours. */
export function unitSymbol(symbol: string): string | null {
  return find(symbol)?.entry.symbol ?? null;
}

/** Every unit that can be turned into this one, itself included; only itself where we know none. */
export function unitsAlike(symbol: string): string[] {
  const found = find(symbol);
  return found ? (quantities[found.quantity] ?? []).map((entry) => entry.symbol) : [symbol];
}

/** How to turn one unit into another; null where they measure different things or one is not known. */
export function conversionBetween(from: string, to: string): Conversion | null {
  if (plain(from) === plain(to)) return { factor: 1, divisor: 1, offset: 0 };
  const [a, b] = [find(from), find(to)];
  if (!a || !b || a.quantity !== b.quantity) return null;
  if (a.entry === b.entry) return { factor: 1, divisor: 1, offset: 0 };
  const offset = ((a.entry.offset ?? 0) - (b.entry.offset ?? 0)) / b.entry.factor;
  // A division by a whole number is exact where its reciprocal is not: 0.001 has no binary form, 1000 has.
  const ratio = a.entry.factor / b.entry.factor;
  const inverse = Math.round(1 / ratio);
  if (ratio < 1 && Math.abs(ratio * inverse - 1) < 1e-12) return { factor: 1, divisor: inverse, offset };
  const whole = Math.round(ratio);
  const factor = ratio > 1 && Math.abs(ratio / whole - 1) < 1e-12 ? whole : ratio;
  return { factor, divisor: 1, offset };
}

/** A value in the other unit. */
export function converted(value: number, { factor, divisor, offset }: Conversion): number {
  if (factor === 1 && divisor === 1 && offset === 0) return value;
  return (value * factor) / divisor + offset;
}
