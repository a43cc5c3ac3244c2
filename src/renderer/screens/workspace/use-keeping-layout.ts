import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { createElement, useCallback } from 'react';
import type { OpenedLayout } from '../../../shared/contract/workspaces';
import type { Audience, WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { navigate, workspacePath } from '../../app/route';
import { usePeopleStatus } from '../../station/use-session';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { dropDraft, rememberLast } from './layout-draft';
import { SaveForm, type SaveChoice } from './save-form';
import { useLayoutsAgain } from './use-layouts';
import type { WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

/** Keeps the open layout at the station: the next version of it, or a new one. What fails is told, and nothing is lost. */
export function useKeepingLayout(desk: WorkspaceDesk): () => void {
  const { client } = useStation();
  const again = useLayoutsAgain();
  const inUse = usePeopleStatus()?.inUse ?? false;
  return useCallback(() => {
    const { history, kept } = desk.get();
    const keep = async ({ name, audience }: SaveChoice): Promise<void> => {
      const layout: WorkspaceLayout = { ...history.present, name };
      const next =
        kept !== null && sameAudience(kept.audience, audience) && (audience.kind !== 'own' || kept.own);
      const of = { id: next ? kept.id : null, version: next ? kept.version : null, layout };
      try {
        const opened: OpenedLayout =
          audience.kind === 'own'
            ? await client.workspaces.save(of)
            : await client.workspaces.share({ ...of, audience });
        dropDraft([sessionStorage, localStorage], kept?.id ?? null);
        desk.savedAs(opened, layout);
        rememberLast(opened.id);
        notifications.show({
          message: tr('{name}: version {version} kept', { name, version: opened.version }),
        });
        await again();
        navigate(workspacePath(opened.id));
      } catch (error) {
        notifications.show({ title: tr('The layout was not kept'), message: wordsOf(error), color: 'red' });
      }
    };
    const id = modals.open({
      title: kept === null ? tr('Keep the layout') : tr('Keep the next version'),
      children: createElement(SaveForm, {
        first: {
          name: history.present.name,
          audience: kept?.audience ?? { kind: inUse ? 'own' : 'everybody' },
        },
        mayOwn: inUse,
        done: (choice) => {
          modals.close(id);
          void keep(choice);
        },
      }),
    });
  }, [client, desk, again, inUse]);
}

function sameAudience(a: Audience, b: Audience): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
