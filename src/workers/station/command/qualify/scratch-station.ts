import { randomBytes } from 'node:crypto';
import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../../../../shared/contract/contract';
import type { Log } from '../../../log';
import type { StationThreads } from '../../file-desks';
import { createRouter } from '../../serve/router';
import { openStation, type Station } from '../../station';

/** A person at the scratch station: their connection, and every verb as they may call it. */
export interface Visitor {
  readonly connection: { sessionKey: string | null; readonly place: string; readonly bearer: boolean };
  readonly client: ContractRouterClient<Contract>;
}

/** A station on a folder of its own, spoken to in this process: the same router, gate and rooms as on every transport. */
export interface ScratchStation {
  readonly station: Station;
  visitor(): Visitor;
  close(): Promise<void>;
}

function clientOf(station: Station, connection: Visitor['connection']): Visitor['client'] {
  const router = createRouter(station.rooms);
  return createRouterClient(router, {
    context: { role: 'operator', gate: station.rooms.people, connection },
  });
}

/** @param masterKeyHex kept by the caller where the folder is opened again */
export async function openScratchStation(
  dataDir: string,
  threads: StationThreads,
  appVersion: string,
  masterKeyHex = randomBytes(32).toString('hex'),
): Promise<ScratchStation> {
  const quiet: Log = () => undefined;
  const station = await openStation(
    {
      dataDir,
      masterKeyHex,
      host: 'headless',
      appVersion,
      rendererDir: null,
      http: null,
      demo: false,
      brokerUrl: null,
    },
    threads,
    quiet,
  );
  return {
    station,
    visitor: () => {
      const connection = { sessionKey: null, place: 'operational qualification', bearer: false };
      return { connection, client: clientOf(station, connection) };
    },
    close: () => station.close(),
  };
}
