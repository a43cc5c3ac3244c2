import { fieldsOf } from '../model/records/field-value';
import type { BatchFacts, ReportedRecord } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { nameOf } from './rules-of-records';
import { plainText } from './value-text';

/** What went into the vessel, held against the recipe. */
export const mediaRules: readonly ReviewRule[] = [
  {
    id: 'RBE-03',
    text: 'The medium was made of the materials of the recipe and of nothing else',
    severity: 'major',
    run: (facts) => withRecipe(facts, wrongMaterials),
  },
  {
    id: 'RBE-05',
    text: 'Every charge was within its tolerance',
    severity: 'major',
    run: (facts) => withRecipe(facts, outsideTolerance),
  },
  {
    id: 'RBE-06',
    text: 'Nothing that was used had expired, and the medium was as it should be',
    severity: 'major',
    run: (facts) => mediaOf(facts).flatMap((record) => expiredOrOff(record, facts)),
  },
  {
    id: 'RBE-07',
    text: 'Vent filters passed their integrity test',
    severity: 'major',
    run: (facts) => mediaOf(facts).flatMap(filterFaults),
  },
];

type Recipe = NonNullable<BatchFacts['recipe']>;

function mediaOf({ records }: BatchFacts): ReportedRecord[] {
  return records.filter(({ newest }) => newest.kind === 'media-preparation' && newest.status !== 'voided');
}

function withRecipe(
  facts: BatchFacts,
  look: (record: ReportedRecord, recipe: Recipe) => Found[],
): readonly Found[] | { readonly cannot: string } {
  const media = mediaOf(facts);
  const { recipe } = facts;
  if (media.length === 0) return [];
  return recipe
    ? media.flatMap((record) => look(record, recipe))
    : { cannot: 'the batch has no recipe that names its materials' };
}

function foundIn(record: ReportedRecord, what: string, words: string): Found {
  const { id } = record.newest;
  return { about: `${id}/${what}`, words: `${nameOf(record)}: ${words}`, ref: id };
}

function wrongMaterials(record: ReportedRecord, { components }: Recipe): Found[] {
  const used = fieldsOf(record.newest.body)
    .rows('components')
    .map((row) => ({ material: row.text('material') ?? '', lot: row.text('lot') ?? '' }));
  const foreign = used
    .filter(({ material }) => !components.some((one) => one.material === material))
    .map(({ material, lot }) =>
      foundIn(record, `${material}/${lot}`, `${material}, lot ${lot}, is no material of the recipe`),
    );
  const missing = components
    .filter(({ material, perLitre }) => perLitre !== null && !used.some((one) => one.material === material))
    .map(({ material, label }) =>
      foundIn(record, material, `${label} of the recipe is not among what went in`),
    );
  return [...foreign, ...missing];
}

function outsideTolerance(record: ReportedRecord, { components }: Recipe): Found[] {
  const fields = fieldsOf(record.newest.body);
  const volumeL = fields.num('volumeL');
  return fields.rows('components').flatMap((row): Found[] => {
    const component = components.find(({ material }) => material === row.text('material'));
    const planned = component?.perLitre && volumeL !== undefined ? component.perLitre * volumeL : undefined;
    const target = row.num('target') ?? planned;
    const actual = row.num('actual');
    if (!component || target === undefined || target === 0 || actual === undefined) return [];
    const offPct = (100 * (actual - target)) / target;
    if (Math.abs(offPct) <= component.tolerancePct) return [];
    const unit = row.text('unit') ?? component.unit;
    return [
      foundIn(
        record,
        component.material,
        `${component.label}: ${actual} ${unit} instead of ${Number(target.toPrecision(4))} ${unit} (${offPct > 0 ? '+' : ''}${offPct.toFixed(1)} %, allowed ±${component.tolerancePct} %)`,
      ),
    ];
  });
}

function expiredOrOff(record: ReportedRecord, { batch }: BatchFacts): Found[] {
  const { body, eventAt, verdict } = record.newest;
  const usedAt = Math.max(eventAt, batch.t0 ?? eventAt);
  const expired = fieldsOf(body)
    .rows('components')
    .flatMap((row): Found[] => {
      const expires = row.text('expires');
      // The whole of the last day still counts.
      const end = expires === undefined ? Number.NaN : Date.parse(`${expires}T23:59:59Z`);
      if (!(end < usedAt)) return [];
      const [material, lot] = [row.text('material') ?? '', row.text('lot') ?? ''];
      return [
        foundIn(record, lot, `${material}, lot ${lot}, had expired on ${expires ?? ''} when it was used`),
      ];
    });
  return verdict?.id === 'warn' ? [...expired, foundIn(record, 'verdict', verdict.words)] : expired;
}

function filterFaults(record: ReportedRecord): Found[] {
  const { body } = record.newest;
  const filter = plainText(body['ventFilterId'] ?? 'of no number');
  const test = body['integrityTest'];
  if (test === 'pass') return [];
  return [
    foundIn(
      record,
      'filter',
      `vent filter ${filter} ${test === 'fail' ? 'failed its integrity test' : 'has no integrity test that passed'}`,
    ),
  ];
}
