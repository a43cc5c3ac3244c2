import type { FixedPoint } from './grow-tree';
import type { SharedData } from './shared-data';

/** Adding and subtracting this rounds a double to a whole number. */
const roundingMagic = 1.5 * 2 ** 52;

/**
 * Writes gradients (and second derivatives) as whole numbers, a row counted beside its gradient in one double: count
 * times `unit` plus gradient. Sums of whole numbers are exact, whatever their order; with 200,000 rows a gradient keeps
 * 1e-5 of the mean gradient, and leaf values are computed from the gradients themselves.
 * @param rows those that take part, or undefined for all
 */
export function writeFixedPoint(
  data: SharedData,
  gradients: Float64Array,
  hessians: Float64Array | undefined,
  rows: Int32Array | undefined,
): FixedPoint {
  const sumBits = 52 - Math.ceil(Math.log2(data.rows + 1));
  const unit = 2 ** (sumBits + 1);
  const scale = scaleFor(gradients, 2 ** sumBits - data.rows);
  const { packed } = data;
  for (let i = 0; i < gradients.length; i++) {
    packed[i] = unit + ((gradients[i] as number) * scale + roundingMagic - roundingMagic);
  }
  let hessianScale = 1;
  if (hessians) {
    hessianScale = scaleFor(hessians, 2 ** 51 - data.rows);
    for (let i = 0; i < hessians.length; i++) {
      data.hessian[i] = (hessians[i] as number) * hessianScale + roundingMagic - roundingMagic;
    }
  }
  return {
    unit,
    gradientStep: 1 / scale,
    hessianStep: 1 / hessianScale,
    packed: total(packed, rows),
    hessian: hessians ? total(data.hessian, rows) : 0,
  };
}

/** The largest power of two by which the sum of magnitudes stays within a limit. */
function scaleFor(values: Float64Array, limit: number): number {
  let magnitude = 0;
  for (let i = 0; i < values.length; i++) magnitude += Math.abs(values[i] as number);
  return magnitude > 0 ? powerOfTwoBelow(Math.max(2 ** -1000, Math.min(2 ** 1000, limit / magnitude))) : 1;
}

/** From the bits of the number: a logarithm may differ between machines. */
function powerOfTwoBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) & 0x7ff0000000000000n);
  return view.getFloat64(0);
}

function total(values: Float64Array, rows: Int32Array | undefined): number {
  let sum = 0;
  if (rows) for (let i = 0; i < rows.length; i++) sum += values[rows[i] as number] as number;
  else for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
