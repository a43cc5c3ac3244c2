import { Button } from '@mantine/core';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly blockers:
    readonly { readonly id: string; readonly words: string; readonly ref: string | null }[] | undefined;
  readonly error: string | null;
  readonly batchId: string;
  readonly onOpen: (ref: string) => void;
}

/** What stands between a batch that has ended and its closure. */
export function BlockersPanel({ blockers, error, onOpen }: Props) {
  const none = blockers?.length === 0;
  return (
    <Panel
      title={tr('Before closure')}
      aside={
        blockers && (
          <StateWords
            kind={none ? 'good' : 'quiet'}
            words={none ? tr('Nothing is missing') : tr('{length} open', { length: blockers.length })}
          />
        )
      }
    >
      {error !== null && <Notice kind="alarm">{error}</Notice>}
      {none && (
        <p className="bt-panel-note">{tr('Closure can be proposed; review and release follow there.')}</p>
      )}
      <ul className="bt-blockers" aria-label={tr('Before closure')}>
        {blockers?.map(({ id, words, ref }) => (
          <li key={`${id} ${ref}`}>
            <StateWords kind="quiet" words={tr('Open')} />
            <span>{words}</span>
            {ref !== null && (
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen(ref)}>
                {trNode('Open{span}', { span: <span className="bt-unseen"> {words}</span> })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
