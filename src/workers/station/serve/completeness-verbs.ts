import type { Availability, ChannelAvailability } from '../../../shared/contract/completeness';
import type { Channel } from '../../../shared/model/channel';
import type { BatchId, ChannelId, UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { Rooms } from './rooms';
import { guarded } from './who';

const mostHoles = 5000;
/** Holes of one channel that an answer lists; all of them are in its sums. */
const mostSpans = 500;

/** What is missing, and why. */
export function completenessVerbs(rooms: Rooms) {
  const os = guarded.completeness;
  return {
    holes: os.holes.handler(({ input }) => {
      const holes = rooms.completeness.holesKnown(channelsOf(rooms, input.channels), input.from, input.to);
      return { holes: holes.slice(0, mostHoles), more: holes.length > mostHoles };
    }),
    availability: os.availability.handler(({ input }) => availability(rooms, windowOf(rooms, input))),
    check: os.check.handler(({ input: { channels, from, to } }) =>
      Promise.all(
        channelsOf(rooms, channels).map(async (channel) => ({
          channelId: channel.id,
          ...(await rooms.completeness.check(channel, { from, to })),
        })),
      ),
    ),
  };
}

interface Asked {
  readonly unitId: UnitId;
  readonly batchId: BatchId | null;
  readonly from: number;
  readonly to: number;
}

interface Given {
  readonly unitId?: UnitId | undefined;
  readonly batchId?: BatchId | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

function windowOf(rooms: Rooms, { unitId, batchId, from, to }: Given): Asked {
  const now = Date.now();
  if (batchId !== undefined) {
    const batch = rooms.plant.batches().find(({ id }) => id === batchId);
    if (!batch) throw new Refusal('NOT_FOUND', `No batch is called ${batchId}`, 'batchId');
    return { unitId: batch.unitId, batchId, from: batch.inoculatedAt, to: batch.endedAt ?? now };
  }
  if (unitId === undefined || from === undefined)
    throw new Refusal('REFUSED', 'Give batchId, or unitId with from');
  if (from >= (to ?? now)) throw new Refusal('REFUSED', 'The window must begin before it ends', 'from');
  return { unitId, batchId: null, from, to: to ?? now };
}

async function availability({ plant, completeness }: Rooms, asked: Asked): Promise<Availability> {
  const { unit, channels } = await completeness.figures(
    plant.channelsOf(asked.unitId),
    asked,
    asked.batchId !== null,
  );
  return {
    ...asked,
    now: Date.now(),
    unit,
    channels: channels.map(({ channel, spans, ...figures }): ChannelAvailability => ({
      ...figures,
      channelId: channel.id,
      name: channel.name,
      definedCadenceMs: channel.cadenceMs,
      spans: spans.slice(-mostSpans),
    })),
    station: completeness.station(asked),
    verdict: completeness.verdict(unit),
  };
}

function channelsOf({ plant }: Rooms, ids: readonly ChannelId[]): Channel[] {
  return ids.map((id) => {
    const channel = plant.channel(id);
    if (!channel) throw new Refusal('NOT_FOUND', `No channel is called ${id}`, 'channels');
    return channel;
  });
}
