import { QualityMark } from './quality-mark';
import { valueText } from './value-text';
import './quantity.css';

interface Props {
  readonly value: number | null | undefined;
  /** Symbol as printed; empty for a pure number. */
  readonly unit: string;
  /** Smallest step of the instrument: fixes the decimals. */
  readonly resolution: number;
  /** Quality code; absent for a figure of our own. */
  readonly quality?: number;
  /** Too old to stand for now. */
  readonly stale?: boolean;
}

/** A number as it may be shown: right decimals, its unit, and what is held against it. */
export function Quantity({ value, unit, resolution, quality = 0, stale = false }: Props) {
  return (
    <span className="bt-quantity" data-stale={stale || undefined}>
      <span className="bt-quantity-value">{valueText(value, resolution)}</span>
      {unit !== '' && <span className="bt-quantity-unit">{unit}</span>}
      <QualityMark quality={quality} />
    </span>
  );
}
