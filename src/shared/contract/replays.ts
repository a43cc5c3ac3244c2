import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from '../model/identity';
import { alarmListSchema } from './alarms';
import { verb } from './refusals';
import { unitSummarySchema } from './units';

const route = (path: `/${string}`, summary: string) =>
  verb.route({ method: 'GET', path, summary, tags: ['Replay'] });
const moment = z.coerce.number().int().nonnegative();

/** Samples as they were recorded, as columns of one length in order of time. */
export const replayedSamplesSchema = z.object({
  series: z.array(z.number().int()),
  t: z.array(epochMsSchema),
  value: z.array(z.number().nullable()),
  quality: z.array(z.number().int()),
});
export type ReplayedSamples = z.infer<typeof replayedSamplesSchema>;

/** A batch over again, out of what was recorded. Nothing here writes anything. */
export const replays = {
  samples: route('/replay/{batchId}/samples', 'Recorded samples of a stretch of a batch')
    .input(
      z
        .object({
          batchId: batchIdSchema,
          from: moment,
          to: moment,
          /** The last sample of each channel in every step of so many ms; 0 for all of them. */
          stepMs: z.coerce.number().int().min(0).max(600_000).default(0),
        })
        .refine(({ from, to }) => from < to && to - from <= 6 * 3_600_000, 'A stretch of up to six hours'),
    )
    .output(replayedSamplesSchema),
  /** Unit, batch, phase and alarms as they were at a moment. */
  state: route('/replay/{batchId}/state', 'A unit and its alarms as they were at a moment of a batch')
    .input(z.object({ batchId: batchIdSchema, at: moment }))
    .output(z.object({ unit: unitSummarySchema, alarms: alarmListSchema })),
};
