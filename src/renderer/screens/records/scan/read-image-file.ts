import { greyOf, readCode } from './read-code';

/** Longest side a picture is drawn with: enough for a 5 mm code in a photo of a hand's width. */
const longestPx = 2800;

/** Reads the code of a picture; null where none is seen. Rejects where the file is no picture. */
export async function readImageFile(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  const share = Math.min(1, longestPx / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
  const pen = new OffscreenCanvas(width, height).getContext('2d');
  if (!pen) return null;
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  return readCode(greyOf(pen.getImageData(0, 0, width, height)));
}
