import type { TwinAnswer } from '../../../shared/contract/twin';
import { shortAmount } from '../../ui/short-number';
import { effectWords } from './twin-view';

const shown = 6;

/** "Why this number now": what raised and lowered the prediction most, against what the model starts from. */
export function Contributions({ answer }: { readonly answer: TwinAnswer }) {
  const { contributions, target, base, scale } = answer;
  if (contributions.length === 0)
    return <p className="bt-twin-words bt-dim">This model does not tell what its {target} comes from.</p>;
  const leading = contributions.slice(0, shown);
  const widest = Math.max(...leading.map(({ shap }) => Math.abs(shap)), 1e-12);
  const start =
    base === null
      ? ''
      : scale.startsWith('ln ')
        ? shortAmount(Math.exp(base), answer.unit)
        : shortAmount(base, answer.unit);
  return (
    <section aria-label={`Why this ${target} now`}>
      <h3>Why this {target} now</h3>
      {start !== '' && (
        <p className="bt-twin-words bt-dim">Against {start}, the middle of what it learned from</p>
      )}
      <ul className="bt-twin-why">
        {leading.map((one) => (
          <li key={one.name} title={one.name}>
            <span>{one.words}</span>
            <span className="bt-twin-amount">
              {one.value === null ? 'missing' : shortAmount(one.value, one.unit)}
            </span>
            <span className="bt-twin-bar" data-sign={one.shap < 0 ? 'less' : 'more'}>
              <i style={{ width: `${(50 * Math.abs(one.shap)) / widest}%` }} />
            </span>
            <b>{effectWords(answer, one.shap)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
