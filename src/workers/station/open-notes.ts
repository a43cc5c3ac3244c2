import { channelId } from '../../shared/model/identity';
import { newestPlantTime } from '../../shared/model/plant-time';
import type { Live } from './live/live';
import { createBatchNotes, type BatchNotesDeps } from './plant/batch-notes';
import type { Plant } from './plant/plant';

interface Deps extends Pick<BatchNotesDeps, 'keep' | 'now' | 'changed'> {
  readonly plant: Plant;
  readonly live: Live;
}

/** What people write down of a batch, held against the clock of its plant and the broth that is in the vessel. */
export function openNotes({ plant, live, now, ...rest }: Deps) {
  return createBatchNotes({
    ...rest,
    now,
    batch: (id) => plant.batches().find((batch) => batch.id === id),
    plantNow: ({ unitId, simulated }) =>
      (simulated ? newestPlantTime(plant.channelsOf(unitId), (series) => live.latest.get(series)) : null) ??
      now(),
    brothL: ({ unitId }) => {
      const volume = plant.channel(channelId(unitId, 'Volume'));
      const start = plant.units().find(({ id }) => id === unitId)?.startVolumeL ?? 0;
      return Math.max(start, (volume && live.latest.get(volume.series)?.value) ?? 0);
    },
  });
}
