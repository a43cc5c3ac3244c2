import {
  BinaryBitmap,
  DataMatrixReader,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';

/** A grey picture: one byte a pixel, row after row. */
export interface GreyPicture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Grey of the pixels of a canvas; what is transparent counts as white paper. */
export function greyOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): GreyPicture {
  const grey = new Uint8ClampedArray(width * height);
  for (let pixel = 0; pixel < grey.length; pixel += 1) {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(4 * pixel, 4 * pixel + 4);
    grey[pixel] = (0.299 * r + 0.587 * g + 0.114 * b) * (a / 255) + 255 - a;
  }
  return { data: grey, width, height };
}

/**
 * Reads a QR or DataMatrix code out of a picture; null where there is none to be read. A small DataMatrix is only found
 * near the middle of what is looked at, so parts and sizes of the picture are tried one after the other; `quick` tries
 * few of them, for a camera that goes on looking.
 */
export function readCode(picture: GreyPicture, effort: 'quick' | 'thorough' = 'thorough'): string | null {
  let tried = 0;
  for (const view of viewsOf(picture)) {
    const found = readView(view);
    if (found !== null) return found;
    tried += 1;
    if (effort === 'quick' && tried === quickViews) return null;
  }
  return null;
}

/** Views of one frame of a camera: the next frame comes soon. */
const quickViews = 3;

const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]]);
/** One by one: the library's reader of many formats tells the console of each that it did not see. */
const readers = [new QRCodeReader(), new DataMatrixReader()];

function readView({ data, width, height }: GreyPicture): string | null {
  const source = new RGBLuminanceSource(data, width, height);
  for (const binarizer of [new HybridBinarizer(source), new GlobalHistogramBinarizer(source)])
    for (const reader of readers)
      try {
        return reader.decode(new BinaryBitmap(binarizer), hints).getText();
      } catch {
        // The library says by exception that it saw nothing.
      }
  return null;
}

/** Longest side that is looked at as it is; finer pictures only cost time. */
const enoughPx = 1400;
const smallestPx = 48;

function* viewsOf(picture: GreyPicture): Generator<GreyPicture> {
  const whole = shrunk(picture, Math.max(1, Math.ceil(Math.max(picture.width, picture.height) / enoughPx)));
  yield whole;
  yield shrunk(whole, 2);
  yield softened(whole);
  for (const share of [0.6, 0.4]) {
    const width = Math.floor(whole.width * share);
    const height = Math.floor(whole.height * share);
    if (Math.min(width, height) < smallestPx) return;
    for (const y of [0.5, 0, 1])
      for (const x of [0.5, 0, 1]) {
        const part = cut(whole, (whole.width - width) * x, (whole.height - height) * y, width, height);
        yield part;
        yield enlarged(part);
      }
  }
}

function cut(from: GreyPicture, left: number, top: number, width: number, height: number): GreyPicture {
  const data = new Uint8ClampedArray(width * height);
  const [x, y] = [Math.floor(left), Math.floor(top)];
  for (let row = 0; row < height; row += 1) {
    const start = (y + row) * from.width + x;
    data.set(from.data.subarray(start, start + width), row * width);
  }
  return { data, width, height };
}

/** Each pixel the mean of `times` by `times` of the finer picture. */
function shrunk(from: GreyPicture, times: number): GreyPicture {
  if (times <= 1) return from;
  const width = Math.floor(from.width / times);
  const height = Math.floor(from.height / times);
  return drawn(width, height, (x, y) => {
    let sum = 0;
    for (let row = 0; row < times; row += 1)
      for (let column = 0; column < times; column += 1)
        sum += from.data[(y * times + row) * from.width + x * times + column] ?? 255;
    return sum / (times * times);
  });
}

function enlarged(from: GreyPicture): GreyPicture {
  return drawn(from.width * 2, from.height * 2, (x, y) => {
    const [left, top] = [x >> 1, y >> 1];
    const at = (dx: number, dy: number): number =>
      from.data[Math.min(from.height - 1, top + dy) * from.width + Math.min(from.width - 1, left + dx)] ??
      255;
    const [right, below] = [x & 1, y & 1];
    return (at(0, 0) + at(right, 0) + at(0, below) + at(right, below)) / 4;
  });
}

/** Noise of a dark camera picture taken off: each pixel the mean of itself and its neighbours. */
function softened(from: GreyPicture): GreyPicture {
  return drawn(from.width, from.height, (x, y) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy += 1)
      for (let dx = -1; dx <= 1; dx += 1) {
        const row = Math.min(from.height - 1, Math.max(0, y + dy));
        const column = Math.min(from.width - 1, Math.max(0, x + dx));
        sum += from.data[row * from.width + column] ?? 255;
      }
    return sum / 9;
  });
}

function drawn(width: number, height: number, grey: (x: number, y: number) => number): GreyPicture {
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = grey(x, y);
  return { data, width, height };
}
