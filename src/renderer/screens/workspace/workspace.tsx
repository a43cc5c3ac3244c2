import { Button } from '@mantine/core';
import { IconLayoutDashboard } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import type { OpenedLayout } from '../../../shared/contract/workspaces';
import { sameLayout } from '../../../shared/model/workspace-history';
import { emptyLayout, type WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { navigate, useRoute, workspacePath } from '../../app/route';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { TrendGroupProvider } from '../../ui/chart/trend-group-provider';
import { Notice } from '../../ui/notice';
import { firstChoice } from '../unit/time-range';
import { lastLayout, readDraft } from './layout-draft';
import { useLayout } from './use-layouts';
import type { Kept } from './workspace-desk';
import { WorkspaceWindow } from './workspace-window';
import { tr, trNode } from '../../strings/translate';
import './workspace.css';

/** What a window begins with. */
interface Opening {
  readonly layout: WorkspaceLayout;
  readonly saved: WorkspaceLayout;
  readonly kept: Kept;
  /** Something about it that a person must know. */
  readonly words: string;
}

/** Panels of any units in one window: arranged, linked, kept. */
export function Workspace({ layoutId }: { readonly layoutId: string | null }) {
  const { data: units, error } = useUnits();
  const opening = useOpening(layoutId);
  useLastLayout(layoutId);
  const { query } = useRoute();
  const range = query.get('range');
  const first = useMemo(() => firstChoice(range, null), [range]);
  if (opening === 'missing') return <Missing id={layoutId ?? ''} />;
  if (!units || opening === null)
    return (
      <BlankState icon={IconLayoutDashboard} title={tr('Opening the layout…')}>
        {error ? <Notice kind="alarm">{wordsOf(error)}</Notice> : null}
      </BlankState>
    );
  const batchStart =
    units.find(({ batch }) => batch !== null && batch.endedAt === null)?.batch?.inoculatedAt ?? null;
  return (
    <TrendGroupProvider first={first} batchStart={batchStart}>
      <WorkspaceWindow key={layoutId} opening={opening} units={units} batchStart={batchStart} />
    </TrendGroupProvider>
  );
}

/** Without the name of a layout: what was open last, unless something new was begun. */
function useLastLayout(layoutId: string | null): void {
  useEffect(() => {
    const last = lastLayout();
    if (layoutId !== null || last === null || readDraft([sessionStorage, localStorage], null)) return;
    const [, search = ''] = window.location.hash.split('?', 2);
    window.location.replace(`${workspacePath(last)}${search === '' ? '' : `?${search}`}`);
  }, [layoutId]);
}

/** The draft of this window where there is one, else what is kept, else nothing yet. Fixed once it is known. */
function useOpening(layoutId: string | null): Opening | null | 'missing' {
  const { data, error } = useLayout(layoutId);
  const known = data?.id;
  return useMemo(() => {
    const draft = readDraft([sessionStorage, localStorage], layoutId);
    if (layoutId === null) {
      const nothing = emptyLayout(tr('New layout'));
      return draft ? { ...draft, words: '' } : { layout: nothing, saved: nothing, kept: null, words: '' };
    }
    // Away from its station a window still shows what it had.
    if (!data) return draft && error ? { ...draft, words: wordsOf(error) } : error ? 'missing' : null;
    if (draft && draft.kept?.version === data.version) return { ...draft, words: '' };
    if (draft && !sameLayout(draft.layout, draft.saved))
      return { ...draft, kept: null, words: meanwhile(data) };
    if (!data.layout) return 'missing';
    const { layout, problem, version, shownVersion } = data;
    const words =
      problem === null
        ? ''
        : tr(
            'Version {version} cannot be shown. {problem} This is version {shownVersion}, the last good one.',
            { version, problem, shownVersion },
          );
    return { layout, saved: layout, kept: data, words };
    // oxlint-disable-next-line react/exhaustive-deps -- a refetch does not take the layout from under a person's hands
  }, [layoutId, known, error]);
}

const meanwhile = ({ version, by }: OpenedLayout): string =>
  `Version ${version} was kept meanwhile by ${by}. This is what you had changed before; it will be kept as a layout of its own. Layouts (w o) opens theirs.`;

function Missing({ id }: { readonly id: string }) {
  return (
    <BlankState icon={IconLayoutDashboard} title={tr('This layout cannot be shown')}>
      <p>
        {trNode('There is no layout {span}, it is not for you, or nothing of it can be read.', {
          span: <span className="bt-mono">{id}</span>,
        })}
      </p>
      <Button onClick={() => navigate(workspacePath())}>{tr('Begin a new one')}</Button>
    </BlankState>
  );
}
