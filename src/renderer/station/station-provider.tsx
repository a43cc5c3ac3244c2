import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { createKeptAnswers } from './kept-answers';
import type { Station } from './station';
import { StationContext } from './station-context';
import { StationUnreachable } from './station-error';
import { KeptContext } from './use-kept-from';

/** Makes the station and its query cache known to everything below; keeps the lists in step with the plant. */
export function StationProvider({ station, children }: { station: Station; children: ReactNode }) {
  const [queries] = useState(createQueries);
  const [kept] = useState(() => createKeptAnswers(Date.now));
  useEffect(() => followPlant(station, queries), [station, queries]);
  useEffect(() => {
    if (station.shell.get().kind === 'desktop') return undefined;
    const tell = (): void => {
      if (station.link.get().kind === 'online') kept.heard();
    };
    tell();
    const stopLink = station.link.subscribe(tell);
    const stopKeeping = kept.start(queries, indexedDB);
    return () => {
      stopLink();
      stopKeeping();
    };
  }, [station, queries, kept]);
  return (
    <StationContext value={station}>
      <QueryClientProvider client={queries}>
        <KeptContext value={kept}>{children}</KeptContext>
      </QueryClientProvider>
    </StationContext>
  );
}

function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal is an answer; only a lost way is worth another try.
        retry: (failures, error) => error instanceof StationUnreachable && failures < 5,
        retryDelay: 500,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        staleTime: 60_000,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/**
 * Asks again for everything whose key begins with `plant` when the station says that units, batches, channels or
 * connections changed, and for everything when the station is back.
 */
function followPlant(station: Station, queries: QueryClient): () => void {
  let version = station.live.configVersion;
  let kind = station.link.get().kind;
  const stopFrames = station.live.onFrame(() => {
    if (station.live.configVersion === version) return;
    version = station.live.configVersion;
    void queries.invalidateQueries({ queryKey: ['plant'] });
  });
  const stopLink = station.link.subscribe(() => {
    const before = kind;
    kind = station.link.get().kind;
    if (kind === 'online' && before === 'offline') void queries.invalidateQueries();
  });
  const stopPerson = station.session.onPerson(() => void queries.invalidateQueries());
  return () => {
    stopPerson();
    stopFrames();
    stopLink();
  };
}
