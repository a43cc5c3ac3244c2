import type { Delivery } from '../../../../drivers/driver';
import type { ConnectionSecrets, ConnectionStatus } from '../../../shared/model/connection';
import { freshnessOf, type Freshness } from '../../../shared/model/freshness';
import type { ConnectionId } from '../../../shared/model/identity';
import type { LinkState } from './link-keeper';

/** What is counted and shown of one connection. Its numbers live as long as the station. */
export interface SourceState {
  received(delivery: Delivery): void;
  /** True where anything changed. */
  linkChanged(state: LinkState, words: string, now: number): boolean;
  /** Looks at the age of the last message; true where the source became fresh, stale or lost. */
  ageChanged(now: number): boolean;
  useSecrets(secrets: ConnectionSecrets): void;
  detail(words: string): void;
  status(now: number): ConnectionStatus;
}

/** @param cadenceMs expected time between any two messages of this source */
export function createSourceState(connectionId: ConnectionId, cadenceMs: number, now: number): SourceState {
  const refused: Record<string, number> = {};
  let [state, since, words]: [LinkState, number, string] = ['off', now, ''];
  let [messages, readings, timesOnline] = [0, 0, 0];
  let lastMessageAt: number | null = null;
  let told: Freshness = 'never';
  let [hasPassword, hasKey] = [false, false];
  let detail = '';
  return {
    received: (delivery) => {
      messages += 1;
      readings += delivery.readings.length;
      lastMessageAt = delivery.seenTime;
      const kind = delivery.refusal?.kind;
      if (kind) refused[kind] = (refused[kind] ?? 0) + 1;
    },
    linkChanged: (nextState, nextWords, at) => {
      if (nextState === state && nextWords === words) return false;
      // A further attempt changes nothing for a person: what went wrong and since when stays until it works.
      if (nextState === 'connecting' && (state === 'offline' || state === 'refused')) return false;
      if (nextState !== state) since = at;
      if (nextState === 'online' && state !== 'online') timesOnline += 1;
      state = nextState;
      words = nextWords;
      return true;
    },
    ageChanged: (at) => {
      const freshness = freshnessOf(lastMessageAt, cadenceMs, at);
      const changed = freshness !== told;
      told = freshness;
      return changed;
    },
    useSecrets: (secrets) => {
      hasPassword = Boolean(secrets.password);
      hasKey = Boolean(secrets.keyPem);
    },
    detail: (news) => {
      detail = news;
    },
    status: (at) => ({
      connectionId,
      ...(detail === '' || state !== 'online' ? {} : { detail }),
      state,
      since,
      words,
      freshness: freshnessOf(lastMessageAt, cadenceMs, at),
      lastMessageAt,
      messages,
      readings,
      refused: { ...refused },
      reconnects: Math.max(0, timesOnline - 1),
      hasPassword,
      hasKey,
    }),
  };
}
