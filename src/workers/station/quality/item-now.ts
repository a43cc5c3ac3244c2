import type { Json } from '../../../shared/model/ledger-entry';
import { completed } from '../../../shared/model/quality/engine';
import type { QualityItem, QualityVersion } from '../../../shared/model/quality/item';

/** An item as its newest version and the signature under it make it. */
export function asItNowIs({ item, signed }: Pick<QualityVersion, 'item' | 'signed'>): QualityItem {
  return signed ? completed(item, signed.personId, signed.at) : item;
}

/** What is signed of a version: all of it, the step that waits among it. */
export function contentOf(item: QualityItem): Json {
  const { pending } = item;
  return {
    ...item,
    people: [...item.people],
    passed: item.passed.map((step) => ({ ...step })),
    pending: pending && { ...pending },
  };
}
