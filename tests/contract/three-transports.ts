import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { AnyRouter } from '@orpc/server';
import { WebSocket } from 'ws';
import { contract, type Contract } from '../../src/shared/contract/contract';
import { createPortServer } from '../../src/workers/station/serve/port';
import { startWeb } from '../../src/workers/station/serve/web';

export type Client = ContractRouterClient<Contract>;

/** A client and how to let go of it. */
export interface OpenClient {
  readonly client: Client;
  close(): Promise<void>;
}

export const token = 'a-token-for-tests';

/** A client on a message port, as a window, the twin or the simulator has it. */
export function openPort(router: AnyRouter, as: string): OpenClient {
  const { port1, port2 } = new MessageChannel();
  createPortServer(router)(as, port1);
  const client: Client = createORPCClient(new PortLink({ port: port2 }));
  port2.start();
  return { client, close: () => Promise.resolve(port2.close()) };
}

/** The station's web side with one client of each of its transports. */
export async function openWeb(
  router: AnyRouter,
): Promise<{ port: number; socket: Client; rest: Client; close(): Promise<void> }> {
  const web = await startWeb({
    router,
    rendererDir: null,
    address: '127.0.0.1',
    port: 0,
    token,
    tls: null,
    appVersion: '0.0.0',
    log: () => undefined,
  });
  const websocket = new WebSocket(`ws://127.0.0.1:${web.port}/rpc`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await new Promise((resolve, reject) => {
    websocket.once('open', resolve);
    websocket.once('error', reject);
  });
  const socket: Client = createORPCClient(
    new SocketLink({ websocket: websocket as unknown as globalThis.WebSocket }),
  );
  const rest = createORPCClient(
    new OpenAPILink(contract, {
      url: `http://127.0.0.1:${web.port}/api/v1`,
      headers: { authorization: `Bearer ${token}` },
    }),
  ) as Client;
  const close = async (): Promise<void> => {
    websocket.terminate();
    await web.close();
  };
  return { port: web.port, socket, rest, close };
}
