import type { Channel } from '../../../shared/model/channel';
import type { Reading } from '../../../shared/model/reading';
import { createJudge, judge } from '../check/judge';
import type { LiveSample } from '../live/live';
import type { BatchFiles } from './batch-files';

/** Room in a block: enough that the store takes it as history, little enough that live data never waits for it. */
export const blockSamples = 20_000;

/** Readings of one channel in order of time. */
interface Strand {
  readonly channel: Channel;
  readonly unit: string;
  readonly t: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly faults: ReadonlySet<number> | undefined;
}

const none: ReadonlySet<number> = new Set();

/**
 * Passes the readings of a batch through the same check as every other reading and gives them out as blocks. Channel
 * after channel: the store is fastest where neighbours in time follow each other.
 * @param now clock: the time of arrival is that of the import, block by block
 */
export function* judgedBlocks(
  files: BatchFiles,
  channelOf: (tag: string) => Channel,
  now: () => number,
): Generator<LiveSample[]> {
  let block: LiveSample[] = [];
  let seenAt = now();
  for (const strand of strandsOf(files, channelOf)) {
    // A judge of its own: what went before in this vessel was another batch.
    const state = createJudge(strand.channel);
    const reading = { unitKey: strand.channel.unitId, tag: strand.channel.tag, unit: strand.unit };
    const faults = strand.faults ?? none;
    for (let row = 0; row < strand.t.length; row += 1) {
      const value = strand.value[row] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const full: Reading = { ...reading, value, sourceTime: strand.t[row] ?? seenAt, seenTime: seenAt };
      const sample = judge(
        state,
        strand.channel,
        faults.has(row) ? { ...full, fault: 'sensor-fault' } : full,
      );
      block.push({ ...sample, seenAt });
      if (block.length < blockSamples) continue;
      yield block;
      block = [];
      seenAt = now();
    }
  }
  if (block.length > 0) yield block;
}

function strandsOf({ table, samples }: BatchFiles, channelOf: (tag: string) => Channel): Strand[] {
  const measured = table.tags.map((tag, i) => ({
    channel: channelOf(tag),
    unit: table.units[i] ?? '',
    t: table.t,
    value: table.value[i] ?? [],
    faults: table.faults.get(tag),
  }));
  const t = samples.map((sample) => sample.at);
  const bench = (tag: string, unit: string, value: readonly (number | null)[]): Strand => ({
    channel: channelOf(tag),
    unit,
    t,
    value: value.map((one) => one ?? Number.NaN),
    faults: undefined,
  });
  return [
    ...measured,
    bench(
      'OD600_offline',
      'AU',
      samples.map((sample) => sample.od600),
    ),
    bench(
      'DCW_offline',
      'g/L',
      samples.map((sample) => sample.dcwGL),
    ),
  ];
}
