import type { TrainingReport } from '../../../shared/model/training-report';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { tr } from '../../strings/translate';

const verdicts = {
  passed: { kind: 'good', words: tr('Limits met') },
  failed: { kind: 'warn', words: tr('Limits not met') },
  undecided: { kind: 'quiet', words: tr('Undecided') },
} as const;

const checks = {
  passed: { kind: 'good', words: tr('Met') },
  failed: { kind: 'warn', words: tr('Not met') },
  undecided: { kind: 'quiet', words: tr('Undecided') },
} as const;

/** Whether the limits that were fixed before the test were met, and how often the hold-out was looked at. */
export function ReportVerdict({
  report: { verdict, holdOut, warnings, plan },
}: {
  readonly report: TrainingReport;
}) {
  return (
    <Panel title={tr('Verdict')} aside={<StateWords {...verdicts[verdict.state]} />}>
      <div className="bt-panel-body bt-report-verdict">
        <p className="bt-report-words" data-testid="verdict">
          {tr(verdict.words)}
        </p>
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table" aria-label={tr('Limits fixed before the test')}>
            <thead>
              <tr>
                <th>{tr('Fixed before the test')}</th>
                <th>{tr('Limit')}</th>
                <th>{tr('Found')}</th>
                <th>{tr('Verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {verdict.checks.map((check) => (
                <Check key={check.name} check={check} />
              ))}
            </tbody>
          </table>
        </div>
        <p className="bt-report-small">
          {plan.holdOut.length === 0
            ? `${holdOut.words}.`
            : `Hold-out of ${plan.holdOut.length} batches, ${evaluated(holdOut.evaluations)}.`}
        </p>
        {warnings.map((warning) => (
          <Notice key={warning.words} kind={warning.severity === 'refused' ? 'alarm' : 'warn'}>
            {tr(warning.words)}
          </Notice>
        ))}
      </div>
    </Panel>
  );
}

/** A limit with what was found, and below it on what exactly it was judged. */
function Check({ check }: { readonly check: TrainingReport['verdict']['checks'][number] }) {
  return (
    <>
      <tr data-explained={check.words ? true : undefined}>
        <td>{check.name}</td>
        <td data-nowrap>{check.limit}</td>
        <td data-nowrap>
          <b>{check.found}</b>
        </td>
        <td>
          <StateWords {...checks[check.state]} />
        </td>
      </tr>
      {check.words && (
        <tr>
          <td colSpan={4} className="bt-report-small">
            {tr(check.words)}
          </td>
        </tr>
      )}
    </>
  );
}

const evaluated = (times: number): string =>
  times === 1
    ? tr('evaluated once so far, this time included: an independent test')
    : tr(
        'evaluated {times} times so far, this time included: no longer an independent test if the model was changed because of it',
        { times },
      );
