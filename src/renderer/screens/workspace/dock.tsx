import { createDockview, type DockviewApi, type Position } from 'dockview';
import 'dockview/dist/styles/dockview.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ChannelId } from '../../../shared/model/identity';
import type { Side, Spot } from '../../../shared/model/workspace-edits';
import { styleNonce } from '../../app/nonce';
import { createDockParts, type DockParts, useParts } from './dock-parts';
import { bringsChannels, droppedChannels } from './drag-channels';
import { followDock } from './follow-dock';
import type { WorkspaceDesk } from './workspace-desk';

interface Props {
  readonly desk: WorkspaceDesk;
  readonly titleOf: (id: string) => string;
  /** Draws what is in a panel. */
  readonly body: (id: string) => ReactNode;
  /** Draws what can be done with the panel that is in front of its place. */
  readonly actions: (id: string) => ReactNode;
  /** Channels were dropped on or beside a panel; null where there is none yet. */
  readonly dropped: (channels: readonly ChannelId[], spot: Spot | null) => void;
  readonly rename: (id: string) => void;
  readonly close: (id: string) => void;
}

const sides: Readonly<Record<Position, Side | 'with'>> = {
  left: 'left',
  right: 'right',
  top: 'above',
  bottom: 'below',
  center: 'with',
};

/** The panels of a window in their places. The layout is the desk's; the dock only shows it and tells what hands moved. */
export function Dock({ desk, titleOf, body, actions, dropped, rename, close }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [parts] = useState(createDockParts);
  const deeds = useRef({ dropped, rename, close, titleOf });
  useEffect(() => {
    deeds.current = { dropped, rename, close, titleOf };
  });
  const [api, setApi] = useState<DockviewApi | null>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const made = openDock(box.current, parts, {
      rename: (id) => deeds.current.rename(id),
      close: (id) => deeds.current.close(id),
    });
    const drops = [
      made.onUnhandledDragOver((event) => {
        if (bringsChannels(event.nativeEvent)) event.accept();
      }),
      made.onDidDrop(({ nativeEvent, position, group }) => {
        const panel = group?.activePanel?.id;
        const spot = panel === undefined ? null : { panel, side: sides[position] };
        deeds.current.dropped(droppedChannels(nativeEvent), spot);
      }),
    ];
    const stop = followDock(made, box.current, desk, (id) => deeds.current.titleOf(id));
    setApi(made);
    return () => {
      stop();
      for (const drop of drops) drop.dispose();
      made.dispose();
      setApi(null);
    };
  }, [desk, parts]);
  useEffect(() => {
    for (const panel of api?.panels ?? []) {
      const title = titleOf(panel.id);
      if (panel.title !== title) panel.api.setTitle(title);
    }
  }, [api, titleOf]);
  const { panels, groups } = useParts(parts);
  return (
    <>
      <div className="bt-ws-dock" ref={box} data-testid="dock" />
      {[...panels].map(([id, element]) => createPortal(body(id), element, id))}
      {[...groups].map(([key, { element, front }]) =>
        front === null ? null : createPortal(actions(front), element, key),
      )}
    </>
  );
}

interface TabDeeds {
  readonly rename: (id: string) => void;
  readonly close: (id: string) => void;
}

function openDock(box: HTMLElement, parts: DockParts, deeds: TabDeeds): DockviewApi {
  const api = createDockview(box, {
    theme: { name: 'bioprocess-twin', className: 'bt-ws-theme', gap: 4, dndOverlayMounting: 'relative', dndPanelOverlay: 'group' }, // prettier-ignore
    disableFloatingGroups: true,
    defaultTabComponent: 'name',
    disableTabsOverflowList: true,
    singleTabMode: 'default',
    ...(styleNonce === '' ? {} : { nonce: styleNonce }),
    createComponent: ({ id }) => parts.panel(id),
    createTabComponent: ({ id }) => tab(id, deeds),
    createRightHeaderActionComponent: () => parts.group(),
    createWatermarkComponent: () => ({ element: document.createElement('div'), init: () => undefined }),
  });
  api.layout(box.clientWidth, box.clientHeight);
  return api;
}

/** A tab is a name and nothing else: what can be done is in the menu beside it, where a keyboard finds it. */
function tab(id: string, deeds: TabDeeds) {
  const element = document.createElement('div');
  element.className = 'bt-ws-tab';
  element.addEventListener('dblclick', () => deeds.rename(id));
  element.addEventListener('auxclick', (event) => {
    if (event.button === 1) deeds.close(id);
  });
  return {
    element,
    init: ({ title, api }: { title: string; api: TitledApi }) => {
      element.textContent = title;
      api.onDidTitleChange((event) => (element.textContent = event.title));
    },
  };
}

interface TitledApi {
  readonly onDidTitleChange: (told: (event: { readonly title: string }) => void) => unknown;
}
