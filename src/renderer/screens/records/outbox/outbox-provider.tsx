import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { useStation } from '../../../station/station-context';
import { createOutbox, type Outbox } from './outbox';
import { openOutboxStore, type OutboxEntry } from './outbox-store';
import { sendEntry } from './send-entry';

const OutboxContext = createContext<Outbox | null>(null);
/** Once in a while, for a station that is back without this page having noticed. */
const flushEveryMs = 20_000;

/** Opens this device's outbox and keeps sending what waits in it, whichever screen is shown. */
export function OutboxProvider({ children }: { readonly children: ReactNode }) {
  const station = useStation();
  const queries = useQueryClient();
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const open = async (): Promise<void> => {
      const store = await openOutboxStore(indexedDB);
      const made = await createOutbox({
        store,
        send: (entry) => sendEntry(station.client, entry),
        reachable: () => station.link.get().kind === 'online',
        personId: () => station.session.get()?.me?.personId ?? null,
      });
      if (!stop.signal.aborted) setOutbox(made);
    };
    void open();
    return () => stop.abort();
  }, [station]);
  useEffect(() => {
    if (!outbox) return undefined;
    const flush = async (): Promise<void> => {
      const before = outbox.list().length;
      if (before === 0 || station.link.get().kind !== 'online') return;
      await outbox.flush();
      if (outbox.list().length < before) await queries.invalidateQueries({ queryKey: ['records'] });
    };
    void flush();
    const stopLink = station.link.subscribe(() => void flush());
    const stopPerson = station.session.subscribe(() => void flush());
    const timer = setInterval(() => void flush(), flushEveryMs);
    return () => {
      stopLink();
      stopPerson();
      clearInterval(timer);
    };
  }, [outbox, station, queries]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

/** The outbox of this device; null for the moment until it is open. */
export function useOutbox(): Outbox | null {
  return use(OutboxContext);
}

const nothing: readonly OutboxEntry[] = [];
const never = (): (() => void) => () => undefined;

/** What has not arrived at the station yet, oldest first. */
export function useWaiting(): readonly OutboxEntry[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox?.subscribe ?? never, outbox?.list ?? (() => nothing));
}
