import type { Json } from '../../../shared/model/ledger-entry';

/** Values as they are sent: empty lines of a list are not meant. */
export function tidied(values: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one) => typeof one !== 'string' || one.trim() !== '') : value,
    ]),
  );
}
