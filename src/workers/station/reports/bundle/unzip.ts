import { inflateRawSync } from 'node:zlib';
import type { ZipFile } from './zip';

/** The files of a zip that {@link zip} made. */
export function unzip(bytes: Uint8Array): ZipFile[] {
  const packed = Buffer.from(bytes);
  const end = packed.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = packed.readUInt32LE(end + 16);
  return Array.from({ length: packed.readUInt16LE(end + 10) }, () => {
    const size = packed.readUInt32LE(at + 20);
    const nameLength = packed.readUInt16LE(at + 28);
    const offset = packed.readUInt32LE(at + 42);
    const path = packed.toString('utf8', at + 46, at + 46 + nameLength);
    const from = offset + 30 + packed.readUInt16LE(offset + 26) + packed.readUInt16LE(offset + 28);
    at += 46 + nameLength + packed.readUInt16LE(at + 30) + packed.readUInt16LE(at + 32);
    return { path, bytes: inflateRawSync(packed.subarray(from, from + size)) };
  });
}
