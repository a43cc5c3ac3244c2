import type { FeatureDrift, TwinAnswer } from '../../../shared/contract/twin';
import { Notice } from '../../ui/notice';
import { clockText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly drifts: readonly FeatureDrift[];
  readonly answers: readonly TwinAnswer[];
}

/**
 * Features that stay outside what a model in use has learned from, each with the probe behind it where that is known.
 * What an answer gives as its reason already is not said twice.
 */
export function DriftNotices({ drifts, answers }: Props) {
  return drifts.map((drift) => (
    <Notice key={`${drift.name} ${drift.version} ${drift.feature}`} kind="warn">
      <b>
        {trNode('{which} since {clockText}.', {
          which: drift.state === 'shadow' ? tr('Shadow outside its training') : tr('Outside its training'),
          clockText: clockText(drift.since).slice(0, 5),
        })}
      </b>{' '}
      {isSaid(drift, answers) ? behindWords(drift) : `${drift.words}.`}
    </Notice>
  ));
}

/** Feature and figures of a drift end where what is behind it begins. */
const behind = tr('; likely behind it: ');

function isSaid({ name, version, state, words }: FeatureDrift, answers: readonly TwinAnswer[]): boolean {
  const [said = ''] = words.split(behind);
  return answers.some(
    (answer) =>
      answer.name === name &&
      answer.version === version &&
      answer.state === state &&
      answer.why.includes(said),
  );
}

function behindWords({ words }: FeatureDrift): string {
  const [, probe] = words.split(behind);
  return probe === undefined ? tr('Several channels may be behind it.') : `Likely behind it: ${probe}.`;
}
