import { Button } from '@mantine/core';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';

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
      title="Before closure"
      aside={
        blockers && (
          <StateWords
            kind={none ? 'good' : 'quiet'}
            words={none ? 'Nothing is missing' : `${blockers.length} open`}
          />
        )
      }
    >
      {error !== null && <Notice kind="alarm">{error}</Notice>}
      {none && <p className="bt-panel-note">Closure can be proposed; review and release follow there.</p>}
      <ul className="bt-blockers" aria-label="Before closure">
        {blockers?.map(({ id, words, ref }) => (
          <li key={`${id} ${ref}`}>
            <StateWords kind="quiet" words="Open" />
            <span>{words}</span>
            {ref !== null && (
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen(ref)}>
                Open<span className="bt-unseen"> {words}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
