const buffer = new DataView(new ArrayBuffer(8));

/** The next float32 below a float32 number. */
export function previousFloat32(value: number): number {
  if (value === 0) return -(2 ** -149);
  buffer.setFloat32(0, value);
  const bits = buffer.getUint32(0);
  buffer.setUint32(0, value > 0 ? bits - 1 : bits + 1);
  return buffer.getFloat32(0);
}

/** The next float32 above a float32 number. */
export function nextFloat32(value: number): number {
  return -previousFloat32(-value);
}

/** The next double below a number. */
export function previousFloat64(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  buffer.setFloat64(0, value);
  const bits = buffer.getBigUint64(0);
  buffer.setBigUint64(0, value > 0 ? bits - 1n : bits + 1n);
  return buffer.getFloat64(0);
}

/** The largest float32 that is at most `value`; of a float32 x, `x <= value` and `x <= floorFloat32(value)` are the same. */
export function floorFloat32(value: number): number {
  const near = Math.fround(value);
  return near <= value ? near : previousFloat32(near);
}
