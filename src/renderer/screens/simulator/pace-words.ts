import type { SimulatedUnit } from '../../../shared/model/simulator';
import { spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

/** Hours of plant time a batch at this speed begins before now, so that it meets the clock shortly before its end. */
const meetsAtShare = 0.9;

/** How a unit stands with the clock. */
export function paceWords({ speed, behindMs }: Pick<SimulatedUnit, 'speed' | 'behindMs'>): string {
  if (behindMs <= 0) return tr('1×, in step with the clock');
  const behind = tr('{spanText} behind the clock', { spanText: spanText(behindMs) });
  if (speed <= 1) return `1×, ${behind}`;
  return tr('{speed}×, {behind}, in step in {spanText}', {
    speed,
    behind,
    spanText: spanText(behindMs / (speed - 1)),
  });
}

/** What a speed above 1 does to a unit that is in step with the clock. */
export function speedUpWords({ endH }: Pick<SimulatedUnit, 'endH'>, speed: number): string {
  const meetsAtH = meetsAtShare * endH;
  const runsMs = (meetsAtH * 3_600_000) / speed;
  return (
    tr('A plant cannot be ahead of the clock: its values would lie in the future. A new batch begins ') +
    tr('{value} h in the past and runs at {speed}× for {spanText}, ', {
      value: (meetsAtH * (1 - 1 / speed)).toFixed(1),
      speed,
      spanText: spanText(runsMs),
    }) +
    `until it is now at hour ${meetsAtH.toFixed(1)}. From then on it runs at 1×.`
  );
}

/** Recorded time is never written over. */
export const movesWords =
  tr(
    'What the unit has recorded stays. Where the new batch reaches back into recorded time, or the vessel is of ',
  ) + tr('another size, it runs as a new unit in the place of this one, which is then no longer listed.');
