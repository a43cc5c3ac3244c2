import { BarcodeFormat, DataMatrixWriter, type EncodeHintType, QRCodeWriter } from '@zxing/library';

const modulePx = 6;
const marginPx = 60;

/** A printed code as a bitmap file (BMP, 24 bits a pixel). */
export function codePicture(format: 'qr' | 'data-matrix', text: string): Buffer {
  const kind = format === 'qr' ? BarcodeFormat.QR_CODE : BarcodeFormat.DATA_MATRIX;
  const writer = format === 'qr' ? new QRCodeWriter() : new DataMatrixWriter();
  const code = writer.encode(text, kind, 1, 1, new Map<EncodeHintType, never>());
  const [width, height] = [code.getWidth(), code.getHeight()].map((n) => n * modulePx + 2 * marginPx);
  if (width === undefined || height === undefined) throw new Error('no code');
  const rowBytes = Math.ceil((3 * width) / 4) * 4;
  const file = Buffer.alloc(54 + rowBytes * height, 0xff);
  file.fill(0, 0, 54);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  // Negative: the first row is the uppermost.
  file.writeInt32LE(-height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [x, y].map((at) => Math.floor((at - marginPx) / modulePx));
      if (u === undefined || v === undefined || u < 0 || v < 0) continue;
      if (u >= code.getWidth() || v >= code.getHeight() || !code.get(u, v)) continue;
      file.fill(0x10, 54 + y * rowBytes + 3 * x, 54 + y * rowBytes + 3 * x + 3);
    }
  return file;
}
