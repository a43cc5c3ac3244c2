import { StoreRefusal } from '../store-refusal';
import { faultKind } from './fault-kind';

/** The refusal of a damaged file. */
export function corruptFile(path: string, finding: string): StoreRefusal {
  return new StoreRefusal(
    'corrupt',
    `${path} is damaged (${finding}).`,
    'Keep a copy of it and of its -wal file, move both away, put back a backup and start again.',
  );
}

/** What an error met while opening means to a person; an error that is no fault of file or disk comes back as it is. */
export function faultRefusal(error: unknown, path: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const kind = faultKind(error, path);
  switch (kind) {
    case 'corrupt':
      return corruptFile(path, message);
    case 'busy':
      return new StoreRefusal(
        'in-use',
        `Another program holds ${path} (${message}).`,
        'Close the program that has it open and start again.',
      );
    case 'disk-full':
      return new StoreRefusal(
        'unwritable',
        `The disk that holds ${path} is full.`,
        'Free some space or choose another data folder.',
      );
    case 'read-only':
    case 'io-error':
      return new StoreRefusal(
        'unwritable',
        `${path} cannot be read and written (${message}).`,
        'Give this user read and write permission on the data folder and its files, or check the disk.',
      );
    case undefined:
      return error;
    default:
      return kind satisfies never;
  }
}
