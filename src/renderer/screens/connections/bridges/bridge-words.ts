import { bridgeDialects, type Bridge, type BridgeStatus } from '../../../../shared/model/bridge';
import { tr } from '../../../strings/translate';
import { bytesText, countText } from '../../../ui/amount-words';

interface Look {
  readonly kind: 'good' | 'quiet' | 'warn' | 'alarm';
  readonly words: string;
}

const looks: Readonly<Record<BridgeStatus['state'], Look>> = {
  off: { kind: 'quiet', words: tr('Off') },
  connecting: { kind: 'warn', words: tr('Connecting') },
  waiting: { kind: 'warn', words: tr('Host is away') },
  idle: { kind: 'good', words: tr('All sent') },
  sending: { kind: 'good', words: tr('Sending') },
  'catching-up': { kind: 'good', words: tr('Catching up') },
  failing: { kind: 'warn', words: tr('Kept here') },
};

/** The state of a bridge as a shape and a word. */
export const bridgeLook = ({ state }: BridgeStatus): Look => looks[state];

/** How it writes: `Sparkplug B edge node`. */
export function dialectWords({ dialect }: Bridge): string {
  return tr(bridgeDialects.find(({ id }) => id === dialect)?.words ?? dialect);
}

/** `34 readings, 12 kB`. */
export function waitingText({ queued, queuedBytes }: BridgeStatus): string {
  return queued === 0
    ? tr('Nothing')
    : tr('{count} readings, {size}', { count: countText(queued), size: bytesText(queuedBytes) });
}
