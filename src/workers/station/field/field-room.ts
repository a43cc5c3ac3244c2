import { inboxFolder, takePiece } from './field-folder';
import type { MergeDesk } from './merge-desk';
import type { Recordings } from './recordings';

/** Field files: recorded here, and merged here. Everything may refuse with words. */
export interface FieldRoom extends Omit<Recordings, 'ready' | 'stop'>, Omit<MergeDesk, 'takeUp' | 'stop'> {
  /** Takes a piece of a file; the first of a file begins it anew. */
  upload(name: string, offset: number, piece: ArrayBuffer): Promise<{ path: string; bytes: number }>;
  stop(): Promise<void>;
}

/** @param takenUp resolves when merges that a kill cut short are ended */
export function createFieldRoom(
  dataDir: string,
  recordings: Recordings,
  merging: MergeDesk,
  takenUp: Promise<void>,
): FieldRoom {
  return {
    ...recordings,
    ...merging,
    upload: (name, offset, piece) => takePiece(inboxFolder(dataDir), name, offset, piece),
    stop: async () => {
      await merging.stop();
      await takenUp;
      await recordings.stop();
    },
  };
}
