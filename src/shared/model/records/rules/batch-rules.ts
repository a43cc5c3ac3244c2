import { value, type Computation, type RecordRule } from '../record-rule';
import { recipeOf } from '../recipe';
import type { Fields } from '../field-value';

const mask = /^[A-Z0-9][A-Z0-9-]{2,39}$/;

export const batchRules: readonly RecordRule[] = [
  {
    id: 'batch.number-mask',
    level: 'X',
    field: 'batchNo',
    says: (f) =>
      mask.test(f.text('batchNo') ?? 'XXX')
        ? null
        : 'Write the batch number with capital letters, digits and hyphens, 3 to 40 of them',
  },
  {
    id: 'batch.number-unique',
    level: 'X',
    field: 'batchNo',
    says: (f, c) => {
      const no = f.text('batchNo');
      return no !== undefined && c.batchNumbers.includes(no)
        ? `Batch number ${no} is taken: choose another one`
        : null;
    },
  },
  {
    id: 'batch.vessel-known',
    level: 'X',
    field: 'vesselId',
    says: (f, c) => {
      const id = f.text('vesselId');
      return id === undefined || c.vessels.some(({ unitId }) => unitId === id)
        ? null
        : `No vessel is called ${id}: scan its label`;
    },
  },
  {
    id: 'batch.vessel-free',
    level: 'W',
    field: 'vesselId',
    says: (f, c) => {
      const held = c.vessels.find(({ unitId }) => unitId === f.text('vesselId'))?.heldBy;
      return held ? `${held} is on this vessel: it must have ended before GO` : null;
    },
  },
  {
    id: 'batch.volume-share',
    level: 'C',
    field: 'workingVolumeL',
    says: (f, c) => {
      const volume = f.num('workingVolumeL');
      const total = c.vessels.find(({ unitId }) => unitId === f.text('vesselId'))?.totalL;
      if (volume === undefined || total === undefined) return null;
      const share = volume / total;
      return share >= 0.3 && share <= 0.8
        ? null
        : `${volume} L is ${(100 * share).toFixed(0)} % of the vessel (${Number(total.toPrecision(3))} L): 30 to 80 % is usual. Check it, or say why`;
    },
  },
  {
    id: 'batch.recipe-effective',
    level: 'X',
    field: 'recipe',
    says: (f) => {
      const ref = f.text('recipe');
      return ref === undefined || recipeOf(ref)
        ? null
        : 'This recipe is not effective: choose one of the list';
    },
  },
  {
    id: 'batch.variation-range',
    level: 'C',
    field: 'variationSetPoint',
    says: (f) => {
      const varied = {
        temperature: 'temperature',
        'temperature-spike': 'temperature',
        agitation: 'agitation',
        'ph-start': 'ph',
      }[f.text('plannedVariation') ?? ''];
      const range = varied === undefined ? undefined : recipeOf(f.text('recipe'))?.parameters[varied];
      const set = f.num('variationSetPoint');
      if (!range || set === undefined || (set >= range.proven.low && set <= range.proven.high)) return null;
      return `${set} lies outside the proven range ${range.proven.low} to ${range.proven.high} ${range.unit}: change it, or say why`;
    },
  },
  {
    id: 'batch.lead-known',
    level: 'X',
    field: 'leadOperator',
    says: (f, c) => {
      const lead = f.text('leadOperator');
      return lead === undefined || c.people.some(({ id }) => id === lead)
        ? null
        : 'Nobody who may work here has this id: choose a person';
    },
  },
  {
    id: 'batch.role-fixed',
    level: 'X',
    field: 'datasetRole',
    says: (f, c) => {
      const before = c.records.find(({ kind }) => kind === 'batch')?.body['datasetRole'];
      return c.batch?.t0 && before !== undefined && before !== f.text('datasetRole')
        ? 'The role in data sets is fixed since inoculation: QA decides about it at closure'
        : null;
    },
  },
];

export function computeBatch(f: Fields): Computation {
  const samples = recipeOf(f.text('recipe'))?.samplesPlannedH.length;
  return { computed: [value('plannedSamples', 'Planned samples', '', samples)], verdict: null };
}
