import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { KeptLayout } from '../../../shared/contract/workspaces';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Audience, WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { dateTimeText } from '../../ui/time-words';
import { exportLayout, importLayout } from './layout-file';
import { presetLayout, presets } from './presets';
import { useLayouts, useLayoutsAgain, useVersions } from './use-layouts';
import { tr, trNode } from '../../strings/translate';

export interface LayoutChoices {
  readonly units: readonly UnitSummary[];
  readonly layout: WorkspaceLayout;
  /** Shows a layout that is not kept: a preset, a file. */
  readonly show: (layout: WorkspaceLayout) => void;
  /** Puts an earlier version into the open layout, as a change that can be undone. */
  readonly restore: (layout: WorkspaceLayout) => void;
  readonly openKept: (id: string) => void;
  /** An empty one. */
  readonly begin: () => void;
  readonly keptId: string | null;
}

/** Layouts to open: presets, kept ones, earlier versions, files. */
export function LayoutsDialog(choices: LayoutChoices) {
  const { keptId, units, show, begin } = choices;
  return (
    <div className="bt-ws-layouts">
      <section aria-label={tr('Presets')}>
        <h3>{tr('Presets')}</h3>
        <ul className="bt-ws-presets">
          {presets.map(({ id, title, words }, index) => (
            <li key={id}>
              <button
                type="button"
                data-autofocus={index === 0 || undefined}
                onClick={() => show(presetLayout(id, units))}
              >
                <b>{title}</b> <span>{words}</span>
              </button>
            </li>
          ))}
          <li>
            <button type="button" onClick={begin}>
              <b>{tr('Empty')}</b> <span>{tr('Begin with nothing')}</span>
            </button>
          </li>
        </ul>
      </section>
      <KeptLayouts {...choices} />
      {keptId !== null && <Versions id={keptId} restore={choices.restore} />}
      <FileChoice {...choices} />
    </div>
  );
}

export function audienceWords(audience: Audience): string {
  if (audience.kind === 'own') return tr('mine');
  return audience.kind === 'everybody' ? tr('everybody') : tr('role {role}', { role: audience.role });
}

function KeptLayouts({ openKept, keptId }: LayoutChoices) {
  const { data, error } = useLayouts();
  return (
    <section aria-label={tr('Kept layouts')}>
      <h3>{tr('Kept')}</h3>
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {data?.length === 0 && <p className="bt-dim">{tr('None yet: Ctrl+S keeps what is open.')}</p>}
      <ul className="bt-ws-kept">
        {data?.map((kept) => (
          <KeptItem key={kept.id} kept={kept} open={openKept} isOpen={kept.id === keptId} />
        ))}
      </ul>
    </section>
  );
}

interface KeptItemProps {
  readonly kept: KeptLayout;
  readonly open: (id: string) => void;
  readonly isOpen: boolean;
}

function KeptItem({ kept, open, isOpen }: KeptItemProps) {
  const { client } = useStation();
  const again = useLayoutsAgain();
  const { id, name, version, at, by, own, audience, problem } = kept;
  const remove = useMutation({
    mutationFn: () => (own ? client.workspaces.remove({ id }) : client.workspaces.withdraw({ id })),
    onSettled: again,
  });
  return (
    <li data-layout={id}>
      <div>
        <b>{name}</b> ({audienceWords(audience)}){isOpen && tr(', open here')}
        <p>
          {trNode('Version {version}, {dateTimeText} by {by}', {
            version,
            dateTimeText: dateTimeText(at),
            by,
          })}
        </p>
        {problem !== null && (
          <p role="alert">{trNode('Version {version} cannot be shown. {problem}', { version, problem })}</p>
        )}
        {remove.error && <p role="alert">{wordsOf(remove.error)}</p>}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => open(id)}
        aria-label={tr('Open {name}', { name })}
      >
        {tr('Open')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={remove.isPending}
        onClick={() => remove.mutate()}
        aria-label={tr('Take {name} off the list', { name })}
      >
        {tr('Remove')}
      </Button>
    </li>
  );
}

function Versions({ id, restore }: { readonly id: string } & Pick<LayoutChoices, 'restore'>) {
  const { client } = useStation();
  const { data, error } = useVersions(id);
  const [problem, setProblem] = useState('');
  const take = async (version: number): Promise<void> => {
    try {
      restore(await client.workspaces.version({ id, version }));
    } catch (failure) {
      setProblem(wordsOf(failure));
    }
  };
  return (
    <section aria-label={tr('Versions')}>
      <h3>{tr('Versions of the open one')}</h3>
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {problem !== '' && <Notice kind="warn">{problem}</Notice>}
      <ul className="bt-ws-kept">
        {data?.map(({ version, at, by, name, panels }) => (
          <li key={version}>
            <div>
              {trNode('Version {version}: {name}{p}', {
                version,
                name,
                p: (
                  <p>
                    {trNode('{dateTimeText} by {by}, {which}', {
                      dateTimeText: dateTimeText(at),
                      by,
                      which: panels === null ? tr('cannot be shown') : tr('{panels} panels', { panels }),
                    })}
                  </p>
                ),
              })}
            </div>
            <Button
              size="compact-sm"
              variant="default"
              disabled={panels === null}
              onClick={() => void take(version)}
              aria-label={tr('Restore version {version}', { version })}
            >
              {tr('Restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FileChoice({ layout, show }: LayoutChoices): ReactNode {
  const [problem, setProblem] = useState('');
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    const read = await importLayout(file);
    if (read.ok) show(read.layout);
    else setProblem(tr(read.words));
  };
  return (
    <section aria-label={tr('Files')}>
      <h3>{tr('File')}</h3>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <div className="bt-ws-files">
        <Button size="compact-sm" variant="default" onClick={() => exportLayout(layout)}>
          {tr('Save as a file')}
        </Button>
        <FileButton onChange={(file) => void take(file)} accept="application/json,.json">
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              {tr('Open a file…')}
            </Button>
          )}
        </FileButton>
      </div>
    </section>
  );
}
