import type { Ledger } from '../record/ledger/ledger';
import type { ChainLink } from './bundle/bundle-of';

const pageSize = 1000;

/** The links of the ledger from a sequence number to its head, oldest first. */
export function chainOf(ledger: Pick<Ledger, 'list'>, from: number): ChainLink[] {
  const links: ChainLink[] = [];
  let before: number | undefined;
  for (;;) {
    const page = ledger.list({ ...(before === undefined ? {} : { before }), limit: pageSize });
    for (const { entry, hash, keyId, signature } of page)
      if (entry.seq >= from) links.push({ seq: entry.seq, hash, keyId, signature });
    before = page.at(-1)?.entry.seq;
    if (page.length < pageSize || before === undefined || before <= from) return links.toReversed();
  }
}
