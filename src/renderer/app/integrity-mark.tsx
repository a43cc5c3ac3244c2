import { IconShieldX } from '@tabler/icons-react';
import { auditPath } from './route';
import { useFailedBatches } from '../station/use-failed-batches';
import { Notice } from '../ui/notice';
import { dateTimeText } from '../ui/time-words';
import { tr, trNode } from '../strings/translate';
import './integrity-mark.css';

interface Props {
  readonly batchId: string;
}

/** Beside the name of a batch whose records or samples did not hold when they were verified. */
export function IntegrityMark({ batchId }: Props) {
  const failed = useFailedBatches().find((one) => one.batchId === batchId);
  if (!failed) return null;
  return (
    <span className="bt-integrity" title={failed.rows.join('\n')} data-testid="integrity-failed">
      {trNode('{iconShieldX} Integrity failed', { iconShieldX: <IconShieldX size={13} aria-hidden /> })}
    </span>
  );
}

/** The same on the batch's own page, with every row that verification names. */
export function IntegrityNotice({ batchId }: Props) {
  const failed = useFailedBatches().find((one) => one.batchId === batchId);
  if (!failed) return null;
  const { rows, foundAt } = failed;
  return (
    <Notice kind="alarm">
      {trNode(
        '{strong} Verified {dateTimeText}: what is stored of this batch is not what was written. {a}{ul}',
        {
          strong: <strong>{tr('Integrity failed.')}</strong>,
          dateTimeText: dateTimeText(foundAt),
          a: <a href={auditPath}>{tr('Audit trail')}</a>,
          ul: (
            <ul className="bt-integrity-rows" aria-label={tr('Rows that were altered')} tabIndex={0}>
              {rows.map((row) => (
                <li key={row}>{row}</li>
              ))}
            </ul>
          ),
        },
      )}
    </Notice>
  );
}
