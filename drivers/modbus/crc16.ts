/** CRC-16 of Modbus RTU (polynomial 0xA001, start 0xFFFF); sent low byte first. "123456789" gives 0x4B37. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa0_01 : crc >>> 1;
  }
  return crc;
}
