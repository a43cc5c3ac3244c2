import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../src/shared/contract/contract';
import { unpackColumns, type SeriesColumns } from '../../src/shared/contract/series-columns';
import { channelIdSchema } from '../../src/shared/model/identity';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import { createRouter } from '../../src/workers/station/serve/router';
import { openStation, type Station } from '../../src/workers/station/station';
import type { StationInit } from '../../src/workers/station/station-init';
import { openPort } from '../contract/three-transports';

type Client = ContractRouterClient<Contract>;

export interface StationUnderTest {
  readonly client: Client;
  readonly station: Station;
  readonly dir: string;
  /** Raw samples of a channel in a window no wider than the answer. */
  raw(id: string, from: number, to: number): Promise<SeriesColumns>;
  /** Asks until the answer satisfies, or gives the last answer after `withinMs`. */
  until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean, withinMs?: number): Promise<T>;
  close(): Promise<void>;
}

/** A whole station in this process on a real broker, spoken to over a message port. */
export async function startStation(
  brokerUrl: string | null,
  dataDir?: string,
  want: (worker: string) => void = () => undefined,
  more: Partial<StationInit> = {},
): Promise<StationUnderTest> {
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'bt-flow-'));
  const compiled = await recordThreads();
  const init = {
    dataDir: dir,
    masterKeyHex: '07'.repeat(32),
    host: 'headless',
    appVersion: '0.0.0',
  } as const;
  const station = await openStation(
    { ...init, rendererDir: null, http: null, demo: false, brokerUrl, ...more },
    compiled.threads,
    () => undefined,
    want,
  );
  const port = openPort(createRouter(station.rooms), 'window');
  const { client } = port;
  return {
    client,
    station,
    dir,
    until,
    raw: async (id, from, to) => {
      const { head, data } = await client.series.read({
        channels: [channelIdSchema.parse(id)],
        from,
        to,
        widthPx: 10_000,
      });
      const [columns] = unpackColumns(
        await data.arrayBuffer(),
        head.channels.map((channel) => channel.points),
      );
      if (!columns) throw new Error(`No answer for ${id}`);
      return columns;
    },
    close: async () => {
      await port.close();
      await station.close();
      compiled.remove();
      if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function until<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
