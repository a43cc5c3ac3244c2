import { ledgerOnDisk, type LedgerOnDiskOptions, type ScratchLedger } from './ledger-on-disk';
import { scratchFolder } from './scratch-folder';

/** A ledger in a folder that is gone after the test. */
export function scratchLedger(options: Partial<LedgerOnDiskOptions> = {}): ScratchLedger {
  return ledgerOnDisk({ dir: scratchFolder(), ...options });
}

export type { ScratchLedger };
