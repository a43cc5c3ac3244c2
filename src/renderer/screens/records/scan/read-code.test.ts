import { BarcodeFormat, DataMatrixWriter, type EncodeHintType, QRCodeWriter } from '@zxing/library';
import { expect, it } from 'vitest';
import { type GreyPicture, greyOf, readCode } from './read-code';

type Matrix = { get(x: number, y: number): boolean; getWidth(): number; getHeight(): number };

/** Always the same run of numbers between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/**
 * A printed code as a camera 12 px/mm sees it: 5 mm wide, tilted, off the middle, blurred and noisy.
 * Each pixel is the mean of 25 points of the paper, which is what a lens that is not quite in focus gives.
 */
function photo(code: Matrix, next: () => number): GreyPicture {
  const [width, height] = [200, 160];
  const sidePx = 60;
  const tilt = (next() - 0.5) * 0.5;
  const [cx, cy] = [width / 2 + (next() - 0.5) * 24, height / 2 + (next() - 0.5) * 16];
  const module = sidePx / code.getWidth();
  const blur = 0.35 * module;
  const dark = (x: number, y: number): boolean => {
    const [dx, dy] = [x - cx, y - cy];
    const u = (dx * Math.cos(tilt) + dy * Math.sin(tilt) + sidePx / 2) / module;
    const v = (-dx * Math.sin(tilt) + dy * Math.cos(tilt) + sidePx / 2) / module;
    if (u < 0 || v < 0 || u >= code.getWidth() || v >= code.getHeight()) return false;
    return code.get(Math.floor(u), Math.floor(v));
  };
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let ink = 0;
      for (let a = -2; a <= 2; a += 1)
        for (let b = -2; b <= 2; b += 1) if (dark(x + (a * blur) / 2, y + (b * blur) / 2)) ink += 1;
      data[y * width + x] = 215 - (170 * ink) / 25 + (next() - 0.5) * 18;
    }
  return { data, width, height };
}

function printed(format: BarcodeFormat, text: string): Matrix {
  const writer = format === BarcodeFormat.QR_CODE ? new QRCodeWriter() : new DataMatrixWriter();
  return writer.encode(text, format, 1, 1, new Map<EncodeHintType, never>());
}

it('reads at least 98 of 100 small codes each, tilted, blurred, noisy, and never a wrong one', () => {
  const next = numbers(7);
  for (const format of [BarcodeFormat.DATA_MATRIX, BarcodeFormat.QR_CODE]) {
    const texts = Array.from({ length: 100 }, (_, n) => `LOT:A-${1000 + n * 37}`);
    const read = texts.map((text) => readCode(photo(printed(format, text), next)));
    expect(read.filter((text, n) => text !== null && text !== texts[n])).toEqual([]);
    expect(read.filter((text) => text !== null).length, BarcodeFormat[format]).toBeGreaterThanOrEqual(98);
  }
});

it('finds nothing on blank paper, and takes what is transparent for paper', () => {
  const blank = greyOf({ data: new Uint8ClampedArray(4 * 64 * 64), width: 64, height: 64 });
  expect(blank.data[0]).toBe(255);
  expect(readCode(blank)).toBeNull();
});
