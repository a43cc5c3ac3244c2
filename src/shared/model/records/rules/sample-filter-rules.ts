import { shown, type RecordRule } from '../record-rule';
import { sampleDcw, sampleOd } from './sample-computed';

/** What the filter and its weights must agree on. */
export const sampleFilterRules: readonly RecordRule[] = [
  {
    id: 'sample.tare-missing',
    level: 'X',
    field: 'tareG',
    says: (f) =>
      (f.num('grossDryG') !== undefined || f.num('wetG') !== undefined) && f.num('tareG') === undefined
        ? 'Enter the weight of the dry, empty filter: without it there is no dry weight'
        : null,
  },
  {
    id: 'sample.filter-volume-missing',
    level: 'X',
    field: 'volMl',
    says: (f) =>
      f.num('grossDryG') !== undefined && !f.num('volMl')
        ? 'Enter the volume filtered: without it there is no dry weight'
        : null,
  },
  {
    id: 'sample.gross-below-tare',
    level: 'X',
    field: 'grossDryG',
    says: (f) =>
      (f.num('grossDryG') ?? Infinity) < (f.num('tareG') ?? -Infinity)
        ? 'The filter with cells weighs less than without: exchange the weights'
        : null,
  },
  {
    id: 'sample.wet-below-dry',
    level: 'X',
    field: 'wetG',
    says: (f) =>
      (f.num('wetG') ?? Infinity) < (f.num('grossDryG') ?? -Infinity)
        ? 'Wet it weighs less than dry: exchange the weights'
        : null,
  },
  {
    id: 'sample.filter-volume',
    level: 'W',
    field: 'volMl',
    says: (f) => {
      const ml = f.num('volMl');
      return ml === undefined || (ml >= 1 && ml <= 10) ? null : `${ml} mL filtered: 1 to 10 mL is usual`;
    },
  },
  {
    id: 'sample.dried-too-little',
    level: 'W',
    field: 'dryH',
    says: (f) => {
      const [hours, again, gross] = [f.num('dryH'), f.num('reweighG'), f.num('grossDryG')];
      if (gross === undefined) return null;
      if (again !== undefined)
        return Math.abs(again - gross) <= 0.0005 + 1e-12
          ? null
          : 'Weighed again it differs by more than 0.5 mg: dry on';
      return hours !== undefined && hours >= 24
        ? null
        : 'Dried for less than 24 h and not weighed again: dry to constant mass';
    },
  },
  {
    id: 'sample.dcw-range',
    level: 'C',
    field: 'grossDryG',
    says: (f) => {
      const dcw = sampleDcw(f);
      return dcw !== undefined && dcw > 150
        ? `${shown(dcw, 0)} g/L is more than cells can make: check weights and volume, or say why`
        : null;
    },
  },
  {
    id: 'sample.dcw-ratio',
    level: 'W',
    field: 'grossDryG',
    says: (f) => {
      const [dcw, od] = [sampleDcw(f), sampleOd(f)];
      if (dcw === undefined || !od) return null;
      const ratio = dcw / od;
      return ratio >= 0.15 && ratio <= 0.5 ? null : `${shown(ratio)} g/L per OD: 0.2 to 0.4 is usual`;
    },
  },
];
