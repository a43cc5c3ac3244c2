import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** Mean pinball loss of quantile predictions, in the unit of the values: α·(y − q) above, (1 − α)·(q − y) below. */
export function pinballLoss(
  measured: readonly number[],
  quantiles: readonly number[],
  alpha: number,
): Computed {
  if (measured.length === 0 || measured.length !== quantiles.length) return withheld('missing-input');
  const reason = objection({ finite: [...measured, ...quantiles, alpha], aboveZero: [alpha, 1 - alpha] });
  if (reason !== null) return withheld(reason);
  const losses = measured.map((y, i) => {
    const above = y - (quantiles[i] ?? y);
    return above >= 0 ? alpha * above : (alpha - 1) * above;
  });
  return computed(losses.reduce((sum, loss) => sum + loss, 0) / losses.length);
}
