import type { Channel } from './channel';

/**
 * How far a unit is by what its instruments last said, epoch ms; null where they never said anything. A plant that is
 * simulated faster than time goes by has a clock of its own, and this is it.
 */
export function newestPlantTime(
  channels: readonly Pick<Channel, 'kind' | 'tag' | 'series'>[],
  latest: (series: number) => { readonly t: number } | undefined,
): number | null {
  const times = channels
    .filter(({ kind, tag }) => (kind === 'measured' || kind === 'setpoint') && !tag.endsWith('_offline'))
    .flatMap(({ series }) => latest(series)?.t ?? []);
  return times.length === 0 ? null : Math.max(...times);
}
