import { useMemo } from 'react';
import { recordKinds, recordKindWords, type RecordKind } from '../../../shared/model/records/record-kind';
import { useCommands } from '../../app/commands';
import { kindKeys } from './record-words';
import { tr } from '../../strings/translate';

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
                title: tr('New {word}…', { word: recordKindWords[kind].toLowerCase() }),
                group: tr('Records'),
                keys: kindKeys[kind],
                run: () => start(kind),
              },
            ],
      ),
    [closedWhy, start],
  );
  useCommands(commands);
}
