import { saveFile } from '../../ui/figure/save-figure';
import type { StationClient } from '../../station/station';

/** Fetches a recording piece by piece and hands it to the browser as a download. */
export async function saveFieldFile(client: StationClient, file: string): Promise<void> {
  const pieces: ArrayBuffer[] = [];
  let offset = 0;
  for (;;) {
    const { bytes, piece } = await client.field.read({ file, offset });
    const body = await piece.arrayBuffer();
    pieces.push(body);
    offset += body.byteLength;
    if (offset >= bytes || body.byteLength === 0) break;
  }
  saveFile(file, new Blob(pieces, { type: 'application/octet-stream' }));
}
