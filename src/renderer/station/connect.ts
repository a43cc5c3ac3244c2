import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import ReconnectingSocket from 'partysocket/ws';
import { desktopMessages } from '../../shared/contract/desktop';
import type { SwappableLink } from './swappable-link';

export interface WayToStation {
  readonly link: SwappableLink;
  /** A fresh way is there. */
  readonly up: () => void;
  /** The way is gone; another will come. */
  readonly down: () => void;
}

export interface Connection {
  /** The way is silent although nobody closed it: open another where we can. */
  renew(): void;
  close(): void;
}

/** True in a window of the desktop application, whose preload hands over the ports. */
export function isDesktop(page: Window): boolean {
  return page.location.protocol === 'app:' || 'desktop' in page;
}

/** Desktop: waits for the ports that main hands to this window, the first and those after a restart of the station. */
export function connectByPort(page: Window, way: WayToStation): Connection {
  let current: MessagePort | null = null;
  const lose = (port: MessagePort | null): void => {
    if (port !== current || !current) return;
    current = null;
    way.link.drop();
    way.down();
  };
  const take = (port: MessagePort): void => {
    current?.close();
    current = port;
    way.link.use(new PortLink({ port }));
    port.addEventListener('close', () => lose(port));
    port.start();
    way.up();
  };
  const listen = (event: MessageEvent<unknown>): void => {
    if (event.source !== page) return;
    const [port] = event.ports;
    if (event.data === desktopMessages.stationPort && port) take(port);
    if (event.data === desktopMessages.stationGone) lose(current);
  };
  page.addEventListener('message', listen);
  page.postMessage(desktopMessages.ready, page.location.origin);
  return {
    renew: () => page.postMessage(desktopMessages.ready, page.location.origin),
    close: () => {
      page.removeEventListener('message', listen);
      current?.close();
      way.link.drop();
    },
  };
}

/** Browser: one WebSocket beside the page, signed in by the cookie that the page came with; it reconnects by itself. */
export function connectBySocket(page: Window, way: WayToStation): Connection {
  const url = new URL('/rpc', page.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new ReconnectingSocket(url.href, [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 4000,
    reconnectionDelayGrowFactor: 1.6,
    connectionTimeout: 5000,
    maxEnqueuedMessages: 0,
  });
  socket.binaryType = 'arraybuffer';
  // Its own listeners come first: when ours run, the calls of the old socket are already ended.
  const link = new SocketLink({ websocket: socket as unknown as WebSocket });
  socket.addEventListener('open', () => {
    way.link.use(link);
    way.up();
  });
  socket.addEventListener('close', () => {
    way.link.drop();
    way.down();
  });
  return {
    renew: () => socket.reconnect(),
    close: () => {
      socket.close();
      way.link.drop();
    },
  };
}
