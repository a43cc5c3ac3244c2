import { featureCatalogue } from '../../../shared/model/feature-catalogue';
import { guarded } from './who';

/** What models can be made of. */
export function featureVerbs() {
  return {
    list: guarded.features.list.handler(({ input }) =>
      featureCatalogue
        .filter(({ group }) => input.group === undefined || group === input.group)
        .map(({ name, version, unit, group, inputs, formula }) => ({
          name,
          version,
          unit,
          group,
          inputs: [...inputs],
          formula,
        })),
    ),
  };
}
