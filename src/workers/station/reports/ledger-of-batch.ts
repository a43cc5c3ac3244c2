import type { SealedEntry } from '../../../shared/model/ledger-entry';
import type { Ledger, LedgerFilter } from '../record/ledger/ledger';

const pageSize = 1000;

/** Entries of the ledger about any of these, and what the station itself went through meanwhile; oldest first, each once. */
export function ledgerOfBatch(
  ledger: Pick<Ledger, 'list'>,
  subjects: readonly { readonly type: string; readonly id: string }[],
  span: { readonly from: number; readonly to: number },
): SealedEntry[] {
  const found = new Map<number, SealedEntry>();
  const take = (filter: Omit<LedgerFilter, 'limit' | 'before'>): void => {
    let before: number | undefined;
    for (;;) {
      const page = ledger.list({ ...filter, ...(before === undefined ? {} : { before }), limit: pageSize });
      for (const sealed of page) found.set(sealed.entry.seq, sealed);
      if (page.length < pageSize) return;
      before = page.at(-1)?.entry.seq;
    }
  };
  for (const { type, id } of subjects) take({ subjectType: type, subjectId: id });
  take({ what: 'station.start', ...span });
  take({ what: 'clock.', ...span });
  take({ what: 'ledger.restore', ...span });
  return [...found.values()].toSorted((a, b) => a.entry.seq - b.entry.seq);
}
