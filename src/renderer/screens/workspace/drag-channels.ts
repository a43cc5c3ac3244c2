import { channelIdSchema, type ChannelId } from '../../../shared/model/identity';

const format = 'application/x-bioprocess-twin-channels';

/** Puts channels on a drag that begins. */
export function dragChannels(transfer: DataTransfer, channels: readonly ChannelId[]): void {
  transfer.effectAllowed = 'copy';
  transfer.setData(format, JSON.stringify(channels));
  transfer.setData('text/plain', channels.join('\n'));
}

/** Whether a drag brings channels; what they are is known when it is dropped. */
export function bringsChannels(event: Event): boolean {
  return event instanceof DragEvent && (event.dataTransfer?.types.includes(format) ?? false);
}

/** The channels that were dropped; none where something else was. */
export function droppedChannels(event: Event): ChannelId[] {
  if (!(event instanceof DragEvent)) return [];
  try {
    return channelIdSchema.array().parse(JSON.parse(event.dataTransfer?.getData(format) ?? '[]'));
  } catch {
    return [];
  }
}
