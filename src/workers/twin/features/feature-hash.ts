import { createHash } from 'node:crypto';

/** What identifies a feature for ever: its formula is that of its version. */
export interface HashedFeature {
  readonly name: string;
  readonly version: number;
}

const hashedBytes = 6;
const missingBits = 0x7f_f8_00_00_00_00_00_00n;

/**
 * Tells one vector of features from any other: the first 48 bits of the SHA-256 of names, versions and the bits of the
 * numbers, as a whole number that a double holds exactly. It is stored with every prediction.
 * @param values in the order of the features; null and NaN are both: missing
 * @throws RangeError where there are not as many values as features
 */
export function featureHash(features: readonly HashedFeature[], values: ArrayLike<number | null>): number {
  return featureHasher(features)(values);
}

/** The same for many vectors of the same features. */
export function featureHasher(
  features: readonly HashedFeature[],
): (values: ArrayLike<number | null>) => number {
  const head = createHash('sha256').update(
    JSON.stringify(features.map(({ name, version }) => [name, version])),
  );
  const bits = new DataView(new ArrayBuffer(8 * features.length));
  const bytes = new Uint8Array(bits.buffer);
  return (values) => {
    if (values.length !== features.length)
      throw new RangeError(`${values.length} values for ${features.length} features`);
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? Number.NaN;
      // Every way to write NaN is the same missing value.
      if (Number.isNaN(value)) bits.setBigUint64(8 * i, missingBits, true);
      else bits.setFloat64(8 * i, value, true);
    }
    return head.copy().update(bytes).digest().readUIntBE(0, hashedBytes);
  };
}
