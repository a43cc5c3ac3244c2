import { levelSchema, type Level } from '../../../shared/model/quality/field';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { QualityFilter } from '../record/quality/quality-keep';
import type { DeviationOf, QualityOpening, QualityRoom } from './quality-room';

const over: ReadonlySet<string> = new Set(['closed', 'voided']);

type Part = Pick<QualityRoom, 'openDeviation' | 'openOf' | 'blockAcceptance' | 'excluded'>;

/** What other rooms ask of deviations, over the items as they are now: nothing of it is kept beside them. */
export function deviationsOver(
  items: (filter: QualityFilter) => QualityItem[],
  open: (opening: QualityOpening) => string,
): Part {
  return {
    openDeviation: ({ unitId, batchId, evidence, computedLevel, ...told }) =>
      open({
        kind: 'deviation',
        unitId,
        batchId,
        values: {},
        computed: { computedLevel },
        told: { ...told, evidence: [...evidence] },
      }),
    openOf: (batchId) =>
      items({ kind: 'deviation', batchId })
        .filter(({ state }) => !over.has(state))
        .map(told),
    blockAcceptance: (batchId) =>
      items({ kind: 'deviation', batchId })
        .filter((item) => item.state !== 'voided' && levelOf(item) === 3)
        .map(told),
    excluded: () =>
      items({ kind: 'deviation' }).flatMap((item) => {
        const { batchId, id, openedAt } = item;
        const level = levelOf(item);
        const out = level === 3 || item.values.disposition === 'exclude';
        return batchId === null || item.state === 'voided' || !out
          ? []
          : [{ batchId, id, level, since: openedAt }];
      }),
  };
}

/** The level that holds: the one of a person, else the one of the rules; without either the lowest. */
export function levelOf({ values }: QualityItem): Level {
  const read = levelSchema.safeParse(values.level ?? values.computedLevel);
  return read.success ? read.data : 1;
}

function told(item: QualityItem): DeviationOf {
  const { title } = item.values;
  return { id: item.id, level: levelOf(item), title: typeof title === 'string' ? title : item.id };
}
