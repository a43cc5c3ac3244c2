import { predictionStep, roundedTo } from '../../ui/prediction-step';
import { valueText } from '../../ui/value-text';
import type { BandedValue } from './twin-view';
import { tr } from '../../strings/translate';

interface Props {
  readonly name: string;
  readonly banded: BandedValue;
  readonly large?: boolean;
}

/** A value with its band as a bar: where it lies, and how wide it is. */
export function ValueLine({ name, banded: { value, low, high, unit, doubt }, large = false }: Props) {
  const step = predictionStep(low, high, unit === '1/h' ? 0.001 : 0.1);
  const text = (one: number | null): string => valueText(roundedTo(one, step), step);
  return (
    <dl className="bt-twin-value" data-large={large || undefined} data-doubtful={doubt !== '' || undefined}>
      <dt>{name}</dt>
      <dd>
        <b>{text(value)}</b> {unit}
        <small>
          {low === null || high === null
            ? tr('band not known')
            : tr('{text} to {text2}', { text: text(low), text2: text(high) })}
        </small>
      </dd>
    </dl>
  );
}
