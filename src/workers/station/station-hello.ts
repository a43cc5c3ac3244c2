import { contractVersion } from '../../shared/contract/station';
import type { Hello } from './serve/rooms';
import type { StationInit } from './station-init';

/** What the station says of itself. */
export function stationHello(
  init: StationInit,
  facts: Pick<Hello, 'stationId' | 'boot' | 'startedAt'>,
  now: () => number,
): () => Hello {
  const { appVersion, dataDir, host } = init;
  return () => ({ contractVersion, appVersion, ...facts, now: now(), dataDir, host });
}
