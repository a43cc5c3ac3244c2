import type { BatchRun } from '../../../shared/model/records/batch-state';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { useTimeline } from './use-records';
import { tr } from '../../strings/translate';

/** Attempts that were refused: a value that cannot be is not kept, that somebody entered it is. */
export function RefusedPanel({ batchId }: { readonly batchId: BatchRun['id'] }) {
  const { data } = useTimeline(batchId);
  const refused = data?.filter(({ kind }) => kind === 'refused') ?? [];
  if (refused.length === 0) return null;
  return (
    <Panel title={tr('Refused attempts: {length}', { length: refused.length })} startsOpen={false}>
      <ul className="bt-refused" aria-label={tr('Refused attempts')}>
        {refused.map(({ at, words, by }) => (
          <li key={`${at} ${words}`}>
            <span className="bt-dim">
              {dateTimeText(at)} {by}
            </span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
