import type { TwinAnswer } from '../../../shared/contract/twin';
import type { UnitSummary } from '../../../shared/contract/units';
import { predictionTags } from '../../../shared/model/prediction-tags';
import { modelPath } from '../../app/route';
import { useLatest } from '../../station/use-live';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { answerWords, bandWords } from './twin-view';

interface Props {
  readonly unit: UnitSummary;
  readonly answers: readonly TwinAnswer[];
}

/** What a shadow says, apart from everything that is trusted and never to be mistaken for it. */
export function ShadowBox({ unit, answers }: Props) {
  if (answers.length === 0) return null;
  return (
    <section className="bt-twin-shadow" aria-label="Shadow, never trusted">
      <h3>Shadow, never trusted</h3>
      {answers.map((answer) => (
        <Shadow key={answer.target} answer={answer} unit={unit} />
      ))}
    </section>
  );
}

function Shadow({ answer, unit }: { readonly answer: TwinAnswer; readonly unit: UnitSummary }) {
  const { target, value, name, version } = answer;
  const tags = predictionTags.find((tag) => tag.target === target && tag.state === 'champion');
  const trusted = useLatest(unit.channels.find(({ tag }) => tag === tags?.value)?.series)?.value ?? null;
  const said = answerWords(answer);
  const apart =
    value !== null && trusted !== null && trusted !== 0 ? (100 * (value - trusted)) / trusted : null;
  return (
    <>
      <p className="bt-twin-words">
        {target} <b>{shortAmount(value, answer.unit)}</b>, {bandWords(answer)}
        {apart !== null &&
          `: ${shortNumber(Math.abs(apart), 2)} % ${apart < 0 ? 'below' : 'above'} the champion`}
      </p>
      {said && (
        <p className="bt-twin-words">
          {said.title}. {said.why}
        </p>
      )}
      <p className="bt-twin-words">
        By{' '}
        <a href={modelPath(answer)}>
          {name} {version}
        </a>
      </p>
    </>
  );
}
