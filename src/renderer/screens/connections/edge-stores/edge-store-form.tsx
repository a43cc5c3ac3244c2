import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconListSearch, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { EdgeSeries } from '../../../../shared/contract/backfill';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { Notice } from '../../../ui/notice';
import {
  checkEdgeDraft,
  proposeStoreId,
  type EdgeDraft,
  type EdgeDraftErrors,
  type EdgeInput,
} from './edge-draft';
import { PlaceFields, UseFields } from './edge-fields';
import { SeriesTable } from './series-table';
import { useRefreshBackfill } from './use-backfill';
import { tr, trNode } from '../../../strings/translate';

interface Props {
  /** Null for a store that does not exist yet. */
  readonly id: string | null;
  readonly taken: readonly string[];
  readonly stored: EdgeDraft;
  readonly hasSecret: boolean;
  readonly onDone: () => void;
}

type Busy = 'no' | 'testing' | 'looking' | 'saving';
interface Found {
  readonly series: readonly EdgeSeries[];
  readonly more: number;
}

/** Settings of an edge store: typed, tried, looked into, saved. */
export function EdgeStoreForm({ id, taken, stored, hasSecret, onDone }: Props) {
  const { client } = useStation();
  const refresh = useRefreshBackfill();
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<EdgeDraftErrors>({});
  const [busy, setBusy] = useState<Busy>('no');
  const [outcome, setOutcome] = useState<{ kind: 'good' | 'alarm'; words: string } | null>(null);
  const [found, setFound] = useState<Found | null>(null);

  const change = (part: Partial<EdgeDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
    setOutcome(null);
  };
  const withInput = async (as: Busy, deed: (input: EdgeInput) => Promise<void>): Promise<void> => {
    const checked = checkEdgeDraft(id ?? proposeStoreId(draft.name, taken), draft);
    if ('errors' in checked) return setErrors(checked.errors);
    setBusy(as);
    setOutcome(null);
    try {
      await deed(checked.input);
    } catch (error) {
      setOutcome({ kind: 'alarm', words: wordsOf(error) });
    } finally {
      setBusy('no');
    }
  };
  const test = (): Promise<void> =>
    withInput('testing', async (input) => {
      const { ok, words } = await client.backfill.testStore(input);
      setOutcome({ kind: ok ? 'good' : 'alarm', words });
    });
  const look = (): Promise<void> =>
    withInput('looking', async (input) => setFound(await client.backfill.preview(input)));
  const save = (): Promise<void> =>
    withInput('saving', async (input) => {
      const saved = await client.backfill.saveStore(input);
      await refresh();
      notifications.show({
        title: tr('{name} was saved', { name: saved.name }),
        message: tr('The station uses it from now on.'),
      });
      onDone();
    });
  const button = (as: Busy) => ({ loading: busy === as, disabled: busy !== 'no' });
  return (
    <form
      className="bt-panel-body"
      aria-label={tr('Edge store settings')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="bt-form-columns">
        <PlaceFields {...{ draft, errors, change, hasSecret }} />
        <UseFields {...{ draft, errors, change }} />
      </div>
      {outcome && <Notice kind={outcome.kind}>{tr(outcome.words)}</Notice>}
      {Object.keys(errors).length > 0 && (
        <Notice kind="alarm">
          {trNode('Not saved yet: {values}.', { values: Object.values(errors).join('. ') })}
        </Notice>
      )}
      <Group gap="xs" mt="sm">
        <Button type="submit" {...button('saving')}>
          {tr('Save')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={15} />}
          onClick={() => void test()}
          {...button('testing')}
        >
          {tr('Test')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconListSearch size={15} />}
          onClick={() => void look()}
          {...button('looking')}
        >
          {tr('Look what is there')}
        </Button>
        <Button variant="subtle" color="gray" disabled={busy !== 'no'} onClick={onDone}>
          {tr('Cancel')}
        </Button>
      </Group>
      {found && (
        <SeriesTable {...found} overrides={draft.overrides} onChange={(overrides) => change({ overrides })} />
      )}
    </form>
  );
}
