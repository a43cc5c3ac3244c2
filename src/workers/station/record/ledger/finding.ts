import type { LedgerFinding } from '../../../../shared/contract/audit';

/** A finding with what is not known of it left out. */
export function finding(kind: string, words: string, more: Partial<LedgerFinding> = {}): LedgerFinding {
  return {
    kind,
    words,
    seq: null,
    table: null,
    key: null,
    field: null,
    stored: null,
    expected: null,
    batchId: null,
    ...more,
  };
}
