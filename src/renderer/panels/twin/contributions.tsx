import type { TwinAnswer } from '../../../shared/contract/twin';
import { shortAmount } from '../../ui/short-number';
import { amountWords, effectDecimals, effectWords, shareWords } from './twin-view';
import { tr, trNode } from '../../strings/translate';

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
          ? tr('There is no {target} now that could be explained.', { target })
          : tr('This model does not tell what its {target} comes from.', { target })}
      </p>
    );
  const widest = Math.max(...contributions.map(({ effect }) => Math.abs(effect)), 1e-12);
  const decimals = effectDecimals(answer);
  return (
    <section aria-label={tr('Why this {target} now', { target })} className="bt-twin-explained">
      <h3>{trNode('Why this {target} now', { target })}</h3>
      <p className="bt-twin-sum">
        <span>{trNode('Starts from {against}', { against })}</span>
        <b>{amountWords(baseValue, unit, decimals)}</b>
      </p>
      <ul className="bt-twin-why">
        {contributions.map((one) => (
          <li key={one.name} title={[one.name, shareWords(answer, one.shap)].join(' ').trim()}>
            <span>{tr(one.words)}</span>
            <span className="bt-twin-amount">
              {one.value === null ? tr('missing') : shortAmount(one.value, one.unit)}
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
          <span>{trNode('{features} others together', { features: rest.features })}</span>
          <b>{effectWords(rest.effect, unit, decimals)}</b>
        </p>
      )}
      <p className="bt-twin-sum" data-total>
        <span>{tr('Gives')}</span>
        <b>{value === null ? '–' : amountWords(value, unit, decimals)}</b>
      </p>
    </section>
  );
}
