import type { FieldMerge } from '../../../shared/contract/field';
import type { Channel } from '../../../shared/model/channel';
import { Refusal } from '../../../shared/model/refusal';
import { lateJudge, type LateJudge } from '../backfill/late-samples';
import type { Historian } from '../record/historian';
import type { RecordedSample } from '../record/recorded-sample';
import type { Pass } from './check-file';
import { comparePoints } from './compare-points';
import { placeChannel, readyChannel, type PlaceDeps, type Placed } from './place-channel';
import { walkFile } from './walk-file';

export interface WriteDeps extends PlaceDeps {
  readonly historian: Pick<Historian, 'raw' | 'origin'>;
  /** Hands samples in as from a source; resolves when they are on disk. */
  readonly record: (samples: readonly RecordedSample[], from: string) => Promise<void>;
  readonly now: () => number;
}

export interface Written {
  readonly added: number;
  readonly there: number;
  readonly conflicts: number;
}

interface Strand {
  readonly placed: Placed;
  readonly channel: Channel | undefined;
  readonly judged: LateJudge | undefined;
}

/** Where the samples of a merge come from, in words that stay with every one of them. */
export function originWords({ name, file, sha256 }: Pick<FieldMerge, 'name' | 'file' | 'sha256'>): string {
  return `Field file ${name} (${file}, SHA-256 ${sha256.slice(0, 16)})`;
}

/**
 * Writes what a file has and the station lacks. What is there already stays as it is, so that the same file written
 * again, or once more after a kill in the middle, adds exactly what is still missing.
 */
export async function writeFile(
  path: string,
  merge: FieldMerge,
  deps: WriteDeps,
  pass: Pass,
): Promise<Written> {
  const words = originWords(merge);
  const origin = await deps.historian.origin(words);
  let strands: Strand[] = [];
  let [added, there, conflicts] = [0, 0, 0];
  const through = await walkFile(path, {
    ...pass,
    shiftMs: merge.shiftMs,
    head: ({ channels }) => {
      strands = channels.map((one) => {
        const placed = placeChannel(one, merge.map, deps);
        const wanted = placed.problem === '' ? readyChannel(placed, deps.plant) : undefined;
        return { placed, channel: wanted, judged: wanted && lateJudge(wanted) };
      });
    },
    points: async (index, points) => {
      const { placed, channel, judged } = strands[index] ?? {};
      if (!placed || !channel || !judged) return;
      const own = points.map((point) => ({ ...point, value: placed.convert(point.value) }));
      const compared = await comparePoints(deps.historian, channel, own);
      const samples = judged(
        compared.fresh.toSorted((a, b) => a.t - b.t),
        deps.now(),
        origin,
      );
      if (samples.length > 0) await deps.record(samples, words);
      added += samples.length;
      there += compared.there;
      conflicts += compared.conflicts.length;
    },
  });
  if (through.sha256 !== merge.sha256)
    throw new Refusal(
      'CONFLICT',
      'The kept copy of the file is not the one that was checked: merge the file again',
    );
  return { added, there, conflicts };
}
