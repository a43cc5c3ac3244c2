import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract';
import { contractVersion } from '../../shared/contract/station';
import { type Connection, connectByPort, connectBySocket, isDesktop, type WayToStation } from './connect';
import { createLinkState, type LinkStateStore } from './link-state';
import { createLiveStore, type LiveStore } from './live-store';
import { createPaintMeter, type PaintMeter } from './paint-meter';
import { createOfflineShell, type OfflineShell } from './offline-shell';
import { startPullLoop } from './pull-loop';
import { createStationClock, type StationClock } from './station-clock';
import { createBasisAsk, type BasisAsk } from './basis-ask';
import { createAskingLink } from './asking-link';
import { createSession, type Session } from './session';
import { StationUnreachable } from './station-error';
import { createSwappableLink } from './swappable-link';

export type StationClient = ContractRouterClient<Contract>;

/** Everything a screen needs of its station. One per window. */
export interface Station {
  readonly client: StationClient;
  /** What the client asks through. */
  readonly calls: ClientLink<ClientContext>;
  readonly link: LinkStateStore;
  readonly live: LiveStore;
  readonly clock: StationClock;
  readonly paint: PaintMeter;
  readonly session: Session;
  /** Edits that wait for somebody to say under which change. */
  readonly basis: BasisAsk;
  /** The screens as they are kept on this device. */
  readonly shell: OfflineShell;
  close(): void;
}

/** Opens the way to the station (port in the desktop, WebSocket in a browser) and starts pulling. */
export function openStation(page: Window): Station {
  const now = (): number => Date.now();
  const swappable = createSwappableLink();
  const raw: StationClient = createORPCClient(swappable);
  const session = createSession(
    {
      status: () => raw.people.status(),
      resume: (key) => raw.people.resume({ key }),
      extend: () => raw.people.extend(),
    },
    page.sessionStorage,
    now,
  );
  const basis = createBasisAsk();
  const calls = createAskingLink(swappable, () => session, basis.ask);
  const client: StationClient = createORPCClient(calls);
  const link = createLinkState(now);
  const shell = createOfflineShell(page);
  const desktop = isDesktop(page);
  const clock = createStationClock(now, desktop || isLoopback(page.location.hostname));
  const live = createLiveStore((run) => page.requestAnimationFrame(run));
  const paint = createPaintMeter(clock, now, afterPaint);
  live.onFrame((frame) => paint.painted(frame));
  // The name is agreed with the bench.
  // oxlint-disable-next-line no-underscore-dangle
  page.__bt = paint.counters;

  const way: WayToStation = {
    link: swappable,
    up: () => {
      shell.look();
      void session.greet();
      void greet(client, link, clock, now);
    },
    down: () => {
      if (link.get().kind !== 'outdated') link.set('offline');
      session.recall();
      if (!desktop) void askWhy(link);
    },
  };
  const connection: Connection = desktop ? connectByPort(page, way) : connectBySocket(page, way);

  const stopPulling = startPullLoop({
    pull: async (input, signal) => {
      await swappable.ready();
      return client.live.pull(input, { signal });
    },
    take: (answer) => {
      paint.count(answer.series.length);
      live.take(answer);
      if (link.get().kind !== 'outdated') link.set('online');
    },
    failed: (error) => {
      if (!(error instanceof StationUnreachable) || error.kind !== 'deadline') return;
      link.set('offline', error.message);
      connection.renew();
    },
    hidden: () => page.document.hidden,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

  return {
    client,
    calls,
    link,
    live,
    clock,
    paint,
    session,
    basis,
    shell,
    close: () => {
      stopPulling();
      connection.close();
    },
  };
}

/** The first answers come while the page is still busy; one of a few is quick enough to tell the time by. */
const clockExchanges = 6;

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** First words on every fresh way: is it a station we understand, and what time is it there. */
async function greet(
  client: StationClient,
  link: LinkStateStore,
  clock: StationClock,
  now: () => number,
): Promise<void> {
  try {
    for (let exchange = 0; exchange < clockExchanges; exchange += 1) {
      const sentAt = now();
      const hello = await client.station.hello();
      clock.learn({ sentAt, stationAt: hello.now, receivedAt: now() });
      link.set(hello.contractVersion === contractVersion ? 'online' : 'outdated');
      if (clock.errorMs() === 0) return;
    }
  } catch {
    // The pull loop is on the same way and reports what is wrong with it.
  }
}

/** A refused WebSocket tells nothing; the same cookie over REST does. */
async function askWhy(link: LinkStateStore): Promise<void> {
  try {
    const answer = await fetch('/api/v1/station/hello', { signal: AbortSignal.timeout(3000) });
    if (answer.status === 401 && link.get().kind === 'offline') link.set('signed-out');
  } catch {
    // Not there at all: "offline" already says so.
  }
}

const afterPaintChannel = new MessageChannel();
const afterPaintQueue: (() => void)[] = [];
afterPaintChannel.port1.addEventListener('message', () => {
  for (const run of afterPaintQueue.splice(0)) run();
});
afterPaintChannel.port1.start();

/** A message posted within an animation frame is delivered when that frame has been drawn. */
function afterPaint(run: () => void): void {
  afterPaintQueue.push(run);
  afterPaintChannel.port2.postMessage(null);
}
