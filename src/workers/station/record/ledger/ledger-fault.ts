import { Refusal } from '../../../../shared/model/refusal';
import { faultKind, type FaultKind } from '../file/fault-kind';

const words: Readonly<Record<FaultKind, string>> = {
  'disk-full': 'Not saved: the disk is full. Free space and try again',
  'io-error': 'Not saved: the disk does not take data. Check it and try again',
  'read-only': 'Not saved: this user may not write to records.db',
  busy: 'Not saved: another program holds records.db. Close it and try again',
  corrupt: 'Not saved: records.db is damaged. Stop the station and put back a backup',
};

/** What keeps an entry from the ledger, told to the person whose change is refused for it; any other error as it is. */
export function ledgerFault(error: unknown, dir: string): unknown {
  if (error instanceof Refusal) return error;
  const kind = faultKind(error, dir);
  if (kind) return new Refusal('UNAVAILABLE', words[kind]);
  if (error instanceof Error && /\bledger\b/.test(error.message) && 'code' in error)
    return new Refusal('UNAVAILABLE', `Not saved: the audit ledger takes no entry (${error.message}), and without an entry nothing is changed. Stop the station and verify the ledger`); // prettier-ignore
  return error;
}
