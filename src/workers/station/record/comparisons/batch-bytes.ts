import { openForReading } from '../file/open-database';
import { rawLevel } from '../historian/cell-level';

/** What a stretch of time of some series takes on disk. */
export interface StoredSize {
  readonly bytes: number;
  readonly readings: number;
}

/**
 * Sealed raw samples of series whose chunks begin within spans, without reading what is in them. What was moved to an
 * archive is not counted.
 * @param path the historian's file
 */
export function sealedSizes(
  path: string,
  spans: readonly { readonly series: readonly number[]; readonly from: number; readonly to: number }[],
): StoredSize[] {
  const db = openForReading(path);
  try {
    const sum = db.prepare<[number, number, number, number], StoredSize>(
      `SELECT coalesce(sum(length(body)), 0) AS bytes, coalesce(sum(n), 0) AS readings FROM chunk
       WHERE series = ? AND level = ? AND start >= ? AND start < ?`,
    );
    return spans.map(({ series, from, to }) => {
      const parts = series.map((one) => sum.get(one, rawLevel, from, to));
      return {
        bytes: parts.reduce((total, part) => total + (part?.bytes ?? 0), 0),
        readings: parts.reduce((total, part) => total + (part?.readings ?? 0), 0),
      };
    });
  } finally {
    db.close();
  }
}
