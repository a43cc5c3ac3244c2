import type { BackfillRun, EdgeStatus } from '../../../../shared/contract/backfill';
import type { EdgeStore } from '../../../../shared/model/edge-store';
import { bytesText, countText } from '../../../ui/amount-words';
import { tr } from '../../../strings/translate';

interface Look {
  readonly kind: 'good' | 'quiet' | 'warn' | 'alarm';
  readonly words: string;
}

/** The state of an edge store as a shape and a word. */
export function storeLook({ enabled }: EdgeStore, { state }: EdgeStatus): Look {
  if (!enabled) return { kind: 'quiet', words: tr('Off') };
  if (state === 'failing') return { kind: 'warn', words: tr('Does not answer') };
  return state === 'ok'
    ? { kind: 'good', words: tr('Answers') }
    : { kind: 'quiet', words: tr('Not asked yet') };
}

const forwardLooks: Readonly<Record<EdgeStatus['forward']['state'], Look>> = {
  off: { kind: 'quiet', words: tr('Off') },
  idle: { kind: 'good', words: tr('All sent') },
  sending: { kind: 'good', words: tr('Sending') },
  failing: { kind: 'warn', words: tr('Waiting for the store') },
  'catching-up': { kind: 'good', words: tr('Catching up') },
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
  automatic: tr('Holes, by itself'),
  asked: tr('A span, on demand'),
  file: tr('A field file'),
};
const stateWords: Readonly<Record<BackfillRun['state'], string>> = {
  running: tr('Goes on'),
  done: tr('Done'),
  cancelled: tr('Cancelled'),
  failed: tr('Failed'),
};

/** `A span, on demand · Done`. */
export const runTitle = ({ kind, state }: BackfillRun): string => `${kindWords[kind]} · ${stateWords[state]}`;
