import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef, useState, type ComponentProps } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import { OutboxProvider } from '../screens/records/outbox/outbox-provider';
import { useStation } from '../station/station-context';
import { useLinkState } from '../station/use-live';
import { useUnits } from '../station/queries';
import { AlarmBanner } from './alarm-banner';
import { openAbout } from './about-dialog';
import { OutdatedPage, SignedOutPage } from './blocked-page';
import { runCommand, useCommands } from './commands';
import { desktopBridge } from './desktop-bridge';
import { NewVersionBanner } from './new-version-banner';
import { OfflineBanner } from './offline-banner';
import { Palette } from './palette';
import { Rail } from './rail';
import { useRailWidth } from './rail-width';
import { useRoute } from './route';
import type { Route } from './route';
import { fetchScreens, Screen } from './screen';
import { SessionBanner } from './session/session-banner';
import { useSessionCommands } from './session/session-commands';
import { ChangeDialog } from './session/change-dialog';
import { SignInDialog } from './session/sign-in-dialog';
import { useAlive } from './session/use-alive';
import { useShellCommands } from './shell-commands';
import { ShortcutsOverlay } from './shortcuts-overlay';
import { TopBar } from './top-bar';
import { Tour } from './tour/tour';
import { TroubleBanner } from './trouble-banner';
import { useShortcuts } from './use-shortcuts';
import { tr } from '../strings/translate';
import './shell.css';

/** The handbook is fetched when it is first asked for. */
const HandbookDrawer = lazy(async () => ({
  default: (await import('../screens/handbook/handbook-drawer')).HandbookDrawer,
}));

function Help(props: ComponentProps<typeof HandbookDrawer>) {
  const [wanted, setWanted] = useState(false);
  if (props.opened && !wanted) setWanted(true);
  return <Suspense fallback={null}>{wanted && <HandbookDrawer {...props} />}</Suspense>;
}

const noUnits: readonly UnitSummary[] = [];

/** The frame around every screen, or the one page there is when no screen can be shown. */
export function Shell() {
  const link = useLinkState();
  if (link.kind === 'outdated') return <OutdatedPage words={tr(link.words)} />;
  if (link.kind === 'signed-out') return <SignedOutPage words={tr(link.words)} />;
  return (
    <OutboxProvider>
      <Frame />
    </OutboxProvider>
  );
}

function Frame() {
  const route = useRoute();
  const station = useStation();
  const { data: units = noUnits } = useUnits();
  const [railWidth, toggleRail] = useRailWidth();
  const [keysShown, { open: showKeys, close: hideKeys }] = useDisclosure(false);
  const [helpShown, { toggle: showHelp, close: hideHelp }] = useDisclosure(false);
  useCommands(useShellCommands(station, units, { showKeys, showHelp, showAbout: openAbout, toggleRail }));
  useSessionCommands();
  useAlive();
  useShortcuts();
  useEffect(() => desktopBridge()?.onMenuCommand((command) => void runCommand(command)), []);
  useEffect(() => {
    const handle = requestIdleCallback(() => void fetchScreens(), { timeout: 5000 });
    return () => cancelIdleCallback(handle);
  }, []);
  useTitle(route, units);
  const main = useFocusOnNewScreen(route);
  return (
    <div className="bt-shell" data-rail={railWidth}>
      <a className="bt-skip" href="#content" onClick={(event) => skip(event, main.current)}>
        {tr('Skip to the screen')}
      </a>
      <Rail route={route} width={railWidth} onToggle={toggleRail} />
      <TopBar route={route} units={units} onShowKeys={showKeys} />
      <main className="bt-main" id="content" ref={main} tabIndex={-1}>
        <AlarmBanner />
        <OfflineBanner />
        <NewVersionBanner />
        <TroubleBanner />
        <SessionBanner />
        <div className="bt-screen">
          <Screen route={route} />
        </div>
      </main>
      <SignInDialog />
      <ChangeDialog />
      <Palette />
      <Tour units={units} />
      <ShortcutsOverlay opened={keysShown} onClose={hideKeys} />
      <Help screen={route.screen} opened={helpShown} onClose={hideHelp} />
    </div>
  );
}

/** The hash is our router's: skipping must not go anywhere. */
function skip(event: React.MouseEvent, to: HTMLElement | null): void {
  event.preventDefault();
  to?.focus();
}

function useTitle(route: Route, units: readonly UnitSummary[]): void {
  const unit = route.screen === 'unit' ? units.find((candidate) => candidate.id === route.unitId) : undefined;
  const name = route.screen === 'unit' ? (unit?.name ?? route.unitId) : route.screen;
  useEffect(() => {
    document.title = `${name.charAt(0).toUpperCase()}${name.slice(1)} · Bioprocess Twin`;
  }, [name]);
}

/** After a change of screen the keyboard starts in it, not at the link that led there. */
function useFocusOnNewScreen(route: Route): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const place =
    route.screen === 'unit' ? route.unitId : route.screen === 'batch' ? route.batchId : route.screen;
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place) main.current?.focus({ preventScroll: true });
    shown.current = place;
  }, [place]);
  return main;
}
