/** How a number lies in registers. */
export const registerTypes = ['u16', 'i16', 'u32', 'i32', 'f32', 'f64', 'bits'] as const;
export type RegisterType = (typeof registerTypes)[number];

/** Which word comes first in numbers of several registers; bytes within a word are always big-endian. */
export const wordOrders = ['high-first', 'low-first'] as const;
export type WordOrder = (typeof wordOrders)[number];

export const registersOf: Readonly<Record<RegisterType, number>> = {
  u16: 1,
  i16: 1,
  bits: 1,
  u32: 2,
  i32: 2,
  f32: 2,
  f64: 4,
};

/**
 * A number from its registers. Null where too few registers came or the float is no number: a device says "no value" so.
 */
export function registerValue(
  registers: readonly number[],
  type: RegisterType,
  order: WordOrder = 'high-first',
): number | null {
  const count = registersOf[type];
  if (registers.length < count) return null;
  const words = registers.slice(0, count);
  const view = new DataView(new ArrayBuffer(2 * count));
  (order === 'high-first' ? words : words.toReversed()).forEach((word, i) => view.setUint16(2 * i, word));
  const value = {
    u16: () => view.getUint16(0),
    bits: () => view.getUint16(0),
    i16: () => view.getInt16(0),
    u32: () => view.getUint32(0),
    i32: () => view.getInt32(0),
    f32: () => view.getFloat32(0),
    f64: () => view.getFloat64(0),
  }[type]();
  return Number.isFinite(value) ? value : null;
}

/**
 * Looks whether a number makes sense only with its words swapped: outside the possible range as configured, inside it
 * the other way round. True is worth offering to a person, never worth assuming.
 */
export function looksSwapped(
  registers: readonly number[],
  type: RegisterType,
  order: WordOrder,
  possible: { readonly low: number; readonly high: number },
): boolean {
  if (registersOf[type] < 2) return false;
  const within = (value: number | null): boolean =>
    // A float of almost nothing is what swapped words of an ordinary float look like.
    value !== null &&
    value >= possible.low &&
    value <= possible.high &&
    (value === 0 || Math.abs(value) > 1e-6);
  const other = order === 'high-first' ? 'low-first' : 'high-first';
  return !within(registerValue(registers, type, order)) && within(registerValue(registers, type, other));
}
