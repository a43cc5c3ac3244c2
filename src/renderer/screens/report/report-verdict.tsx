import type { TrainingReport } from '../../../shared/model/training-report';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';

const verdicts = {
  passed: { kind: 'good', words: 'Limits met' },
  failed: { kind: 'warn', words: 'Limits not met' },
  undecided: { kind: 'quiet', words: 'Undecided' },
} as const;

const checks = {
  passed: { kind: 'good', words: 'Met' },
  failed: { kind: 'warn', words: 'Not met' },
  undecided: { kind: 'quiet', words: 'Undecided' },
} as const;

/** Whether the limits that were fixed before the test were met, and how often the hold-out was looked at. */
export function ReportVerdict({
  report: { verdict, holdOut, warnings, plan },
}: {
  readonly report: TrainingReport;
}) {
  return (
    <Panel title="Verdict" aside={<StateWords {...verdicts[verdict.state]} />}>
      <div className="bt-panel-body bt-report-verdict">
        <p className="bt-report-words" data-testid="verdict">
          {verdict.words}
        </p>
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table" aria-label="Limits fixed before the test">
            <thead>
              <tr>
                <th>Fixed before the test</th>
                <th>Limit</th>
                <th>Found</th>
                <th>Verdict</th>
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
            {warning.words}
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
            {check.words}
          </td>
        </tr>
      )}
    </>
  );
}

const evaluated = (times: number): string =>
  times === 1
    ? 'evaluated once so far, this time included: an independent test'
    : `evaluated ${times} times so far, this time included: no longer an independent test if the model was changed because of it`;
