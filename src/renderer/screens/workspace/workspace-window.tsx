import { modals } from '@mantine/modals';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { emptyLayout, type WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { desktopBridge } from '../../app/desktop-bridge';
import { navigate, workspacePath } from '../../app/route';
import { Notice } from '../../ui/notice';
import { ChannelTree } from './channel-tree';
import { useChannelLookup } from './channel-lookup';
import { Dock } from './dock';
import { EmptyWorkspace } from './empty-workspace';
import { KioskMarks } from './kiosk-marks';
import { dropDraft, rememberLast, writeDraft } from './layout-draft';
import { LayoutsDialog } from './layouts-dialog';
import { PanelActions } from './panel-actions';
import { titleOf } from './panel-catalogue';
import { PanelBody } from './panels/panel-body';
import { PanelContext } from './panels/panel-context';
import { useKeepingLayout } from './use-keeping-layout';
import { useKiosk } from './use-kiosk';
import { useWindowLink } from './use-window-link';
import { useWorkspaceCommands, type WindowDeeds } from './use-workspace-commands';
import { WorkspaceBar } from './workspace-bar';
import { createDeeds, tellRefused } from './workspace-deeds';
import { createDesk, isUnsaved, type Kept, type WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

interface Props {
  readonly opening: {
    readonly layout: WorkspaceLayout;
    readonly saved: WorkspaceLayout;
    readonly kept: Kept;
    readonly words: string;
  };
  readonly units: readonly UnitSummary[];
  readonly batchStart: number | null;
}

const treeKey = 'bt-workspace-tree';
const linkKey = 'bt-workspace-linked';

/** One window: its panels, the tree, the bar; and everything of it by keyboard. */
export function WorkspaceWindow({ opening, units, batchStart }: Props) {
  const [desk] = useState(() => openDesk(opening));
  const state = useSyncExternalStore(desk.subscribe, desk.get);
  const newestUnits = useRef(units);
  useEffect(() => {
    newestUnits.current = units;
  });
  const deeds = useMemo(() => createDeeds(desk, () => newestUnits.current), [desk]);
  const channels = useChannelLookup(units);
  const [treeShown, setTree] = useState(() => sessionStorage.getItem(treeKey) !== 'off');
  const [linked, setLinked] = useState(() => sessionStorage.getItem(linkKey) !== 'off');
  const [kiosk, setKiosk] = useKiosk();
  const search = useRef<HTMLInputElement>(null);
  const save = useKeepingLayout(desk);
  const { present } = state.history;
  const others = useWindowLink(linked, present.name);
  useDraft(desk);

  const toggleTree = useCallback((): void => setTree((on) => remembered(treeKey, !on)), []);
  const windowDeeds = useMemo(
    (): WindowDeeds => ({
      save,
      openLayouts: () => openLayouts(desk, newestUnits.current),
      focusTree: () => {
        setTree(remembered(treeKey, true));
        requestAnimationFrame(() => search.current?.focus());
      },
      toggleKiosk: () => setKiosk((on) => !on),
      toggleLink: () => setLinked((on) => remembered(linkKey, !on)),
      openWindow: () => openFurther(desk),
    }),
    [desk, save, setKiosk],
  );
  useWorkspaceCommands(desk, deeds, windowDeeds);

  const title = useCallback(
    (id: string): string => {
      const panel = desk.get().history.present.panels.find((one) => one.id === id);
      return panel ? titleOf(panel, units) : id;
    },
    // oxlint-disable-next-line react/exhaustive-deps -- another layout has other titles
    [desk, units, present],
  );
  const place = useMemo(
    () => ({ units, channels, configure: deeds.configure, change: deeds.change }),
    [units, channels, deeds],
  );
  const body = (id: string) => {
    const panel = present.panels.find((one) => one.id === id);
    return panel && <PanelBody id={id} title={title(id)} settings={panel.settings} />;
  };
  const actions = (id: string) => (
    <PanelActions id={id} title={title(id)} maximised={state.maximised !== null} deeds={deeds} />
  );
  return (
    <PanelContext value={place}>
      <div className="bt-workspace" data-kiosk={kiosk || undefined} data-panels={present.panels.length}>
        {!kiosk && (
          <WorkspaceBar
            {...{ state, desk, deeds, windowDeeds, treeShown, toggleTree, linked, others, batchStart }}
          />
        )}
        {opening.words !== '' && <Notice kind="warn">{tr(opening.words)}</Notice>}
        <div className="bt-ws-main">
          {treeShown && !kiosk && <ChannelTree units={units} search={search} add={deeds.addChannels} />}
          <div className="bt-ws-room">
            <Dock
              desk={desk}
              titleOf={title}
              body={body}
              actions={actions}
              dropped={deeds.drop}
              rename={deeds.rename}
              close={deeds.close}
            />
            {present.panels.length === 0 && <EmptyWorkspace desk={desk} units={units} add={deeds.add} />}
          </div>
        </div>
        {kiosk && <KioskMarks units={units} leave={() => setKiosk(false)} />}
      </div>
    </PanelContext>
  );
}

function openDesk({ layout, saved, kept }: Props['opening']): WorkspaceDesk {
  const desk = createDesk(layout, tellRefused);
  desk.open(layout, saved, kept);
  return desk;
}

function remembered(key: string, on: boolean): boolean {
  sessionStorage.setItem(key, on ? 'on' : 'off');
  return on;
}

/** What is open outlives the page, saved or not. */
function useDraft(desk: WorkspaceDesk): void {
  useEffect(
    () =>
      desk.subscribe(() => {
        const state = desk.get();
        const { history, saved, kept } = state;
        const places = [sessionStorage, localStorage];
        if (history.past.length === 0 && !isUnsaved(state)) dropDraft(places, kept?.id ?? null);
        else writeDraft(places, kept?.id ?? null, { layout: history.present, saved, kept });
      }),
    [desk],
  );
}

function openLayouts(desk: WorkspaceDesk, units: readonly UnitSummary[]): void {
  const { history, kept } = desk.get();
  const closeWith = (run: () => void): void => {
    modals.close(id);
    run();
  };
  const id = modals.open({
    title: tr('Layouts'),
    size: 'lg',
    children: (
      <LayoutsDialog
        units={units}
        layout={history.present}
        keptId={kept?.id ?? null}
        show={(layout) => closeWith(() => desk.edit({ ok: true, layout }))}
        restore={(layout) => closeWith(() => desk.edit({ ok: true, layout }))}
        openKept={(other) =>
          closeWith(() => {
            rememberLast(other);
            openAnew(other);
          })
        }
        begin={() =>
          closeWith(() => {
            dropDraft([sessionStorage, localStorage], null);
            rememberLast(null);
            desk.open(emptyLayout(tr('New layout')), emptyLayout(tr('New layout')), null);
            navigate(workspacePath());
          })
        }
      />
    ),
  });
}

/** The same layout once more: in the desktop on another screen where there is one, in a browser in a further tab. */
function openFurther(desk: WorkspaceDesk): void {
  const { history, saved, kept } = desk.get();
  writeDraft([localStorage], kept?.id ?? null, { layout: history.present, saved, kept });
  const path = workspacePath(kept?.id);
  const bridge = desktopBridge();
  if (bridge) bridge.openWindow(path);
  else window.open(`${window.location.pathname}${path}`, '_blank');
}

/** Goes to a kept layout; where its name is in the address already, it is read anew, as it is kept. */
function openAnew(id: string): void {
  const path = workspacePath(id);
  if (window.location.hash.split('?', 1)[0] !== path) return navigate(path);
  dropDraft([sessionStorage, localStorage], id);
  window.location.reload();
}
