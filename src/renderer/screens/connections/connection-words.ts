import type { Connection, ConnectionStatus } from '../../../shared/model/connection';
import { momentText } from '../../ui/time-words';

export type ConnectionWithStatus = Connection & { readonly status: ConnectionStatus };

interface Look {
  readonly kind: 'good' | 'quiet' | 'warn' | 'alarm';
  readonly words: string;
}

const looks: Readonly<Record<ConnectionStatus['state'], Look>> = {
  off: { kind: 'quiet', words: 'Off' },
  connecting: { kind: 'warn', words: 'Connecting' },
  online: { kind: 'good', words: 'Online' },
  refused: { kind: 'alarm', words: 'Refused' },
  offline: { kind: 'alarm', words: 'Offline' },
};

/** The state of a connection as a shape and a word. */
export const stateLook = ({ state }: Pick<ConnectionStatus, 'state'>): Look => looks[state];

/** Where a connection leads: `mqtts://broker.plant:8883`. */
export function addressOf({ kind, broker }: Pick<Connection, 'kind' | 'broker'>): string {
  if (kind === 'demo') return 'Simulated plant on this computer';
  return `${broker.tls ? 'mqtts' : 'mqtt'}://${broker.host}:${broker.port}`;
}

/** `last message 14:03:22`, or that there was none. */
export function lastMessageText(status: ConnectionStatus, now: number): string {
  return status.lastMessageAt === null
    ? 'No message yet'
    : `Last message ${momentText(status.lastMessageAt, now)}`;
}

const refusedWords: Readonly<Record<string, string>> = {
  empty: 'empty payload',
  'not-a-number': 'not a number',
  'not-utf8': 'not UTF-8 text',
  'too-large': 'too large',
  'bad-json': 'broken JSON',
};

/** `12 broken JSON, 3 empty payload`; empty where nothing was refused. */
export function refusedText(refused: ConnectionStatus['refused']): string {
  return Object.entries(refused)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${refusedWords[kind] ?? kind.replaceAll('-', ' ')}`)
    .join(', ');
}
