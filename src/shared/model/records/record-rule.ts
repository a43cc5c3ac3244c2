import type { Fields } from './field-value';
import type { FindingLevel } from './finding';
import type { ComputedValue, Verdict } from './record';
import type { RecordContext } from './record-context';

/** What stands around a body. */
export interface RecordMoment {
  readonly eventAt: number;
  readonly performedBy: string;
}

/** A rule about a row of a table says which. */
export interface RowSaid {
  readonly row: number;
  readonly words: string;
}

/** A cross-check, as data with a function: null where there is nothing to say. */
export interface RecordRule {
  /** `kind.what`; it stays what it is for ever, records name it. */
  readonly id: string;
  readonly level: FindingLevel;
  readonly field: string | null;
  says(f: Fields, c: RecordContext, at: RecordMoment): string | null | readonly RowSaid[];
}

/** What is computed from a body. */
export interface Computation {
  readonly computed: readonly ComputedValue[];
  readonly verdict: Verdict | null;
}

export const value = (
  name: string,
  label: string,
  unit: string,
  found: number | null | undefined,
  words?: string,
): ComputedValue => ({
  name,
  label,
  unit,
  // Twelve digits: what binary fractions add behind them is nobody's reading.
  value:
    found === undefined || found === null || !Number.isFinite(found)
      ? null
      : Number(found.toPrecision(Math.abs(found) > 1e11 ? 15 : 12)),
  ...(words === undefined ? {} : { words }),
});

/** A computed value by name; null where it could not be computed. */
export function computedOf(computed: readonly ComputedValue[], name: string): number | null {
  return computed.find((one) => one.name === name)?.value ?? null;
}

/** Decimals for words; never more than the figure bears. */
export const shown = (figure: number, decimals = 2): string => figure.toFixed(decimals);
export const hourMs = 3_600_000;
export const minuteMs = 60_000;
export const dayMs = 24 * hourMs;
