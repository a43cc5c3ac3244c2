import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { Notice } from '../../ui/notice';
import { shortNumber } from '../../ui/short-number';
import { ComparisonTable } from './comparison-table';
import { keyOf, percentText, shareText, testState } from './model-words';
import { useComparison } from './use-models';
import { tr } from '../../strings/translate';

interface Props {
  readonly model: ModelVersionEntry;
  readonly champion: ModelVersionEntry | null;
}

/** What is known of a version before it is trusted: its verdict, how it did live, and how it stands beside the champion. */
export function Evidence({ model, champion }: Props) {
  const { verdict, test, figures, live, simulated } = model;
  const other = champion && keyOf(champion) !== keyOf(model) ? champion : null;
  const { data } = useComparison(model, other);
  return (
    <div className="bt-models-evidence" data-testid="evidence">
      {verdict !== '' && (
        <Notice kind={testState[test].kind}>
          {test !== 'untested' && <b>{tr(testState[test].words)}.</b>} {verdict}
        </Notice>
      )}
      {simulated && (
        <Notice kind="warn">{tr('Measured on simulated batches: what it does on a real plant is not known.')}</Notice>
      )}
      {test === 'untested' && verdict === '' && (
        <Notice kind="warn">{tr('It was never tested against limits fixed beforehand.')}</Notice>
      )}
      {data ? (
        <ComparisonTable comparison={data} />
      ) : (
        <dl className="bt-facts">
          <Fact name="Mean relative error" words={percentText(figures.mrePct)} of={figures.measuredOn} />
          <Fact name="R²" words={shortNumber(figures.r2, 4)} of={figures.n === null ? '' : `${figures.n} samples`} />
          <Fact name="Band held" words={shareText(figures.coverage)} of="of its samples" />
          <Fact
            name="Live"
            words={percentText(live.mrePct)}
            of={live.n === 0 ? tr('no samples yet') : tr('{n} samples since it runs', { n: live.n })}
          />
        </dl>
      )}
    </div>
  );
}

function Fact({ name, words, of }: { readonly name: string; readonly words: string; readonly of: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {words} <small>{of}</small>
      </dd>
    </div>
  );
}
