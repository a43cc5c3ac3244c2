import { z } from 'zod';
import { channelIdSchema, epochMsSchema } from '../model/identity';
import { verb } from './refusals';

/** A binary answer. The platform's Blob has this shape; `shared` may not name the DOM's type. */
export interface BinaryBody {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
const binaryBody = z.custom<BinaryBody>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A binary body is expected',
);

/** What one drawn point stands for: every sample, or a cell of 30 s or 10 min. */
export const seriesLevels = ['raw', '30s', '10min'] as const;
export type SeriesLevel = (typeof seriesLevels)[number];

/** Numbers are coerced: over REST the head travels as form fields beside the binary part, which are text. */
export const seriesHeadSchema = z.object({
  from: z.coerce.number().int(),
  to: z.coerce.number().int(),
  /** One entry per channel in the order asked, describing its slice of `data` (see series-columns.ts). */
  channels: z.array(
    z.object({
      id: channelIdSchema,
      level: z.enum(seriesLevels),
      points: z.coerce.number().int(),
    }),
  ),
});
export type SeriesHead = z.infer<typeof seriesHeadSchema>;

const window = {
  channels: z.array(channelIdSchema).min(1).max(200),
  from: epochMsSchema,
  to: epochMsSchema,
};

const ordered = (w: { from: number; to: number }): boolean => w.from < w.to;

export const series = {
  /** At most one point per pixel, each carrying min, max and mean of what it covers. */
  read: verb
    .route({
      method: 'POST',
      path: '/series/read',
      summary: 'History of channels, reduced to a width in pixels',
      tags: ['History'],
    })
    .input(
      z
        .object({ ...window, widthPx: z.number().int().min(1).max(10_000) })
        .refine(ordered, 'from must be before to'),
    )
    .output(z.object({ head: seriesHeadSchema, data: binaryBody })),
  /** The closed 30 s cells themselves, for features: the same numbers live and offline. */
  grid: verb
    .route({ method: 'POST', path: '/series/grid', summary: 'The 30 s cells of channels', tags: ['History'] })
    .input(z.object(window).refine(ordered, 'from must be before to'))
    .output(z.object({ head: seriesHeadSchema, data: binaryBody })),
};
