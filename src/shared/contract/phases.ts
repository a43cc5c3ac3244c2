import { unitIdSchema } from '../model/identity';
import { phaseOverrideSchema } from '../model/phase-override';
import { verb } from './refusals';

export const phases = {
  /** Sets the phase of the running batch by hand, from now on; the reason is kept with the batch. */
  override: verb
    .route({
      method: 'POST',
      path: '/bioreactor/{unitId}/phase',
      summary: 'Set the phase by hand, with a reason',
      tags: ['Bioreactors'],
    })
    .input(phaseOverrideSchema.omit({ at: true }).extend({ unitId: unitIdSchema }))
    .output(phaseOverrideSchema),
};
