import type { Connection, ConnectionStatus } from '../../../shared/model/connection';
import { momentText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

export type ConnectionWithStatus = Connection & { readonly status: ConnectionStatus };

interface Look {
  readonly kind: 'good' | 'quiet' | 'warn' | 'alarm';
  readonly words: string;
}

const looks: Readonly<Record<ConnectionStatus['state'], Look>> = {
  off: { kind: 'quiet', words: tr('Off') },
  connecting: { kind: 'warn', words: tr('Connecting') },
  online: { kind: 'good', words: tr('Online') },
  refused: { kind: 'alarm', words: tr('Refused') },
  offline: { kind: 'alarm', words: tr('Offline') },
};

/** The state of a connection as a shape and a word. */
export const stateLook = ({ state }: Pick<ConnectionStatus, 'state'>): Look => looks[state];

/** Where a connection leads: `mqtts://broker.plant:8883`, `/dev/ttyUSB0, 9600 baud`. */
export function addressOf(connection: Connection): string {
  if (connection.kind === 'demo') return tr('Simulated plant on this computer');
  if ('broker' in connection) {
    const { tls, host, port } = connection.broker;
    return `${tls ? 'mqtts' : 'mqtt'}://${host}:${port}`;
  }
  if (connection.kind === 'modbus-tcp') return `${connection.host}:${connection.port}`;
  if (connection.kind === 'csv') return connection.file.path;
  return 'line' in connection ? `${connection.line.path}, ${connection.line.baud} baud` : '';
}

/** `last message 14:03:22`, or that there was none. */
export function lastMessageText(status: ConnectionStatus, now: number): string {
  return status.lastMessageAt === null
    ? tr('No message yet')
    : tr('Last message {momentText}', { momentText: momentText(status.lastMessageAt, now) });
}

const refusedWords: Readonly<Record<string, string>> = {
  empty: tr('empty payload'),
  'not-a-number': tr('not a number'),
  'not-utf8': tr('not UTF-8 text'),
  'too-large': tr('too large'),
  'bad-json': tr('broken JSON'),
  'not-sparkplug': tr('not Sparkplug B'),
  'unsupported-type': tr('tables or templates'),
  'before-birth': tr('before a birth'),
  'out-of-order': tr('out of order'),
  'old-death': tr('death of an earlier session'),
};

/** `12 broken JSON, 3 empty payload`; empty where nothing was refused. */
export function refusedText(refused: ConnectionStatus['refused']): string {
  return Object.entries(refused)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${refusedWords[kind] ?? kind.replaceAll('-', ' ')}`)
    .join(', ');
}
