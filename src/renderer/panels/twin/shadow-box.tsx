import { useQuery } from '@tanstack/react-query';
import type { TwinAnswer } from '../../../shared/contract/twin';
import type { UnitSummary } from '../../../shared/contract/units';
import { predictionTags } from '../../../shared/model/prediction-tags';
import { modelPath, type ModelPlace } from '../../app/route';
import { useStation } from '../../station/station-context';
import { useLatest } from '../../station/use-live';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { Contributions } from './contributions';
import { answerWords, bandWords } from './twin-view';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  readonly answers: readonly TwinAnswer[];
}

/** What a shadow says, apart from everything that is trusted and never to be mistaken for it. */
export function ShadowBox({ unit, answers }: Props) {
  const { client } = useStation();
  const { data } = useQuery({
    queryKey: ['models', 'list'],
    queryFn: ({ signal }) => client.models.list(undefined, { signal }),
    refetchInterval: 30_000,
  });
  const shadows = (data?.models ?? []).filter(
    ({ state, scale }) => state === 'shadow' && (scale === null || scale === unit.scale),
  );
  if (shadows.length === 0) return null;
  return (
    <section className="bt-twin-shadow" aria-label={tr('Shadow, never trusted')}>
      <h3>{tr('Shadow, never trusted')}</h3>
      {shadows.map((model) => (
        <Shadow
          key={`${model.name} ${model.version}`}
          model={model}
          target={model.target}
          answer={answers.find(({ name, version }) => name === model.name && version === model.version)}
          unit={unit}
        />
      ))}
    </section>
  );
}

interface ShadowProps {
  readonly model: ModelPlace;
  readonly target: string;
  readonly answer: TwinAnswer | undefined;
  readonly unit: UnitSummary;
}

function Shadow({ model, target, answer, unit }: ShadowProps) {
  const tags = (state: 'champion' | 'shadow') =>
    predictionTags.find((tag) => tag.target === target && tag.state === state);
  const channel = (tag: string | undefined) => unit.channels.find((candidate) => candidate.tag === tag);
  const own = channel(tags('shadow')?.value);
  const value = useLatest(own?.series)?.value ?? answer?.value ?? null;
  const low = useLatest(channel(tags('shadow')?.low)?.series)?.value ?? answer?.low ?? null;
  const high = useLatest(channel(tags('shadow')?.high)?.series)?.value ?? answer?.high ?? null;
  const trusted = useLatest(channel(tags('champion')?.value)?.series)?.value ?? null;
  const said = answer && answerWords(answer);
  const apart =
    value !== null && trusted !== null && trusted !== 0 ? (100 * (value - trusted)) / trusted : null;
  return (
    <>
      <p className="bt-twin-words">
        {value === null ? (
          tr('{target}: it has said nothing yet', { target })
        ) : (
          <>
            {target} <b>{shortAmount(value, own?.unit ?? answer?.unit ?? '')}</b>, {bandWords({ low, high })}
          </>
        )}
        {apart !== null &&
          tr(': {shortNumber} % {which} the champion', {
            shortNumber: shortNumber(Math.abs(apart), 2),
            which: apart < 0 ? tr('below') : tr('above'),
          })}
      </p>
      {said && (
        <p className="bt-twin-words">
          {said.title}. {said.why}
        </p>
      )}
      {answer && answer.contributions.length > 0 && (
        <details className="bt-twin-words">
          <summary>{trNode('What its {target} comes from', { target })}</summary>
          <Contributions answer={answer} />
        </details>
      )}
      <p className="bt-twin-words">
        {trNode('By {a}', {
          a: (
            <a href={modelPath(model)}>
              {model.name} {model.version}
            </a>
          ),
        })}
      </p>
    </>
  );
}
