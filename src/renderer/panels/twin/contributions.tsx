import type { TwinAnswer } from '../../../shared/contract/twin';
import { shortAmount } from '../../ui/short-number';
import { amountWords, effectDecimals, effectWords, shareWords } from './twin-view';

/**
 * "Why this number now": what raised and lowered the prediction most, in the unit of the target, from what the model
 * starts at to the prediction. All of it adds up.
 */
export function Contributions({ answer }: { readonly answer: TwinAnswer }) {
  const { contributions, target, baseValue, value, unit, against, rest } = answer;
  if (contributions.length === 0 || baseValue === null)
    return (
      <p className="bt-twin-words bt-dim">
        {value === null
          ? `There is no ${target} now that could be explained.`
          : `This model does not tell what its ${target} comes from.`}
      </p>
    );
  const widest = Math.max(...contributions.map(({ effect }) => Math.abs(effect)), 1e-12);
  const decimals = effectDecimals(answer);
  return (
    <section aria-label={`Why this ${target} now`} className="bt-twin-explained">
      <h3>Why this {target} now</h3>
      <p className="bt-twin-sum">
        <span>Starts from {against}</span>
        <b>{amountWords(baseValue, unit, decimals)}</b>
      </p>
      <ul className="bt-twin-why">
        {contributions.map((one) => (
          <li key={one.name} title={[one.name, shareWords(answer, one.shap)].join(' ').trim()}>
            <span>{one.words}</span>
            <span className="bt-twin-amount">
              {one.value === null ? 'missing' : shortAmount(one.value, one.unit)}
            </span>
            <span className="bt-twin-bar" data-sign={one.effect < 0 ? 'less' : 'more'}>
              <i style={{ width: `${(50 * Math.abs(one.effect)) / widest}%` }} />
            </span>
            <b>{effectWords(one.effect, unit, decimals)}</b>
          </li>
        ))}
      </ul>
      {rest.features > 0 && (
        <p className="bt-twin-sum">
          <span>{rest.features} others together</span>
          <b>{effectWords(rest.effect, unit, decimals)}</b>
        </p>
      )}
      <p className="bt-twin-sum" data-total>
        <span>Gives</span>
        <b>{value === null ? '–' : amountWords(value, unit, decimals)}</b>
      </p>
    </section>
  );
}
