import type { BackfillRun, EdgeStatus } from '../../../../shared/contract/backfill';
import type { EdgeStore } from '../../../../shared/model/edge-store';
import { bytesText, countText } from '../../../ui/amount-words';

interface Look {
  readonly kind: 'good' | 'quiet' | 'warn' | 'alarm';
  readonly words: string;
}

/** The state of an edge store as a shape and a word. */
export function storeLook({ enabled }: EdgeStore, { state }: EdgeStatus): Look {
  if (!enabled) return { kind: 'quiet', words: 'Off' };
  if (state === 'failing') return { kind: 'warn', words: 'Does not answer' };
  return state === 'ok' ? { kind: 'good', words: 'Answers' } : { kind: 'quiet', words: 'Not asked yet' };
}

const forwardLooks: Readonly<Record<EdgeStatus['forward']['state'], Look>> = {
  off: { kind: 'quiet', words: 'Off' },
  idle: { kind: 'good', words: 'All sent' },
  sending: { kind: 'good', words: 'Sending' },
  failing: { kind: 'warn', words: 'Waiting for the store' },
  'catching-up': { kind: 'good', words: 'Catching up' },
};

export const forwardLook = ({ state }: EdgeStatus['forward']): Look => forwardLooks[state];

/** `1 200 sent, 34 wait (12 kB), 2 refused`. */
export function forwardText({ sent, queued, queuedBytes, refused }: EdgeStatus['forward']): string {
  return [
    `${countText(sent)} sent`,
    queued > 0 ? `${countText(queued)} wait (${bytesText(queuedBytes)})` : '',
    refused > 0 ? `${countText(refused)} refused` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Where a store is: `edge:8086, database plant`. */
export function placeOf({ kind, url, database, org, bucket }: EdgeStore): string {
  const host = url.replace(/^https?:\/\//, '');
  return kind === 'influx1' ? `${host}, database ${database}` : `${host}, ${org} / ${bucket}`;
}

const kindWords: Readonly<Record<BackfillRun['kind'], string>> = {
  automatic: 'Holes, by itself',
  asked: 'A span, on demand',
  file: 'A field file',
};
const stateWords: Readonly<Record<BackfillRun['state'], string>> = {
  running: 'Goes on',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** `A span, on demand · Done`. */
export const runTitle = ({ kind, state }: BackfillRun): string => `${kindWords[kind]} · ${stateWords[state]}`;
