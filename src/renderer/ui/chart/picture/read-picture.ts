import { unpackColumns } from '../../../../shared/contract/series-columns';
import type { Channel } from '../../../../shared/model/channel';
import type { Station } from '../../../station/station';
import type { TimeWindow } from '../time-view';
import { historyTrace } from '../trace';
import { channelsOf, type TrendSpec } from '../trend-spec';
import type { PictureData } from './picture-plot';

/** Reads what a panel shows of a window, with its holes. */
export async function readPicture(
  { client }: Pick<Station, 'client'>,
  spec: TrendSpec,
  { from, to }: TimeWindow,
  widthPx: number,
): Promise<PictureData> {
  const window = { from: Math.max(0, Math.floor(from)), to: Math.ceil(to) };
  const channels = channelsOf(spec);
  const asked = channels.map(({ id }) => id);
  const [{ head, data }, { holes }] = await Promise.all([
    client.series.read({ channels: asked, ...window, widthPx }),
    client.completeness.holes({ channels: asked, ...window }),
  ]);
  const columns = unpackColumns(
    await data.arrayBuffer(),
    head.channels.map(({ points }) => points),
  );
  const history = new Map(
    head.channels.flatMap(({ id, level }, index) => {
      const channel = channels.find((one) => one.id === id);
      const found = columns[index];
      return channel && found ? [[channel, historyTrace(found, level)] as const] : [];
    }),
  );
  return { window: { from, to }, history: new Map<Channel, ReturnType<typeof historyTrace>>(history), holes };
}
