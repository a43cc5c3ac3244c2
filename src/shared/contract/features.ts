import { z } from 'zod';
import { featureGroups } from '../model/feature';
import { verb } from './refusals';

/** What a model can be made of, as people choose it. */
export const featureSchema = z.object({
  name: z.string(),
  /** Raised with every change of the formula. */
  version: z.number().int(),
  unit: z.string(),
  group: z.enum(featureGroups),
  /** Measured channels without which it is missing. */
  inputs: z.array(z.string()),
  formula: z.string(),
});

export const features = {
  /** Every feature the twin can make; those of a series are many, and made only where a model asks for them. */
  list: verb
    .route({
      method: 'GET',
      path: '/features/list',
      summary: 'Features that models can be made of',
      tags: ['Models'],
    })
    .input(z.object({ group: z.enum(featureGroups).optional() }))
    .output(z.array(featureSchema)),
};
