import { useMemo } from 'react';
import { recordKinds, recordKindWords, type RecordKind } from '../../../shared/model/records/record-kind';
import { useCommands } from '../../app/commands';
import { kindKeys } from './record-words';

/** One key for each form of a batch: those that can be begun now. */
export function useFormKeys(
  closedWhy: (kind: RecordKind) => string | null,
  start: (kind: RecordKind) => void,
): void {
  const commands = useMemo(
    () =>
      recordKinds.flatMap((kind) =>
        kind === 'batch' || closedWhy(kind) !== null
          ? []
          : [
              {
                id: `record-${kind}`,
                title: `New ${recordKindWords[kind].toLowerCase()}…`,
                group: 'Records',
                keys: kindKeys[kind],
                run: () => start(kind),
              },
            ],
      ),
    [closedWhy, start],
  );
  useCommands(commands);
}
