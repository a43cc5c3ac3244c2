import type { ReactNode } from 'react';
import type { TrainingReport } from '../../../shared/model/training-report';
import { Notice } from '../../ui/notice';
import { SimulatedMark } from '../../ui/simulated-mark';
import { dateTimeText } from '../../ui/time-words';
import { DataUsed } from './data-used';
import { ReportExplain } from './report-explain';
import { ReportTrust } from './report-trust';
import { ReportTrajectories } from './report-trajectories';
import { ReportAgreement } from './report-agreement';
import { ReportVerdict } from './report-verdict';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly report: TrainingReport;
  /** What can be done with it; not on paper. */
  readonly deeds: ReactNode;
}

/** Verdict first, then what it rests on, then everything needed to doubt it. */
export function ReportPage({ report, deeds }: Props) {
  const { name, version, target, createdAt, software, simulated } = report;
  return (
    <article className="bt-page bt-report" aria-label={tr('Training and validation report')}>
      <header className="bt-report-head">
        <div>
          <h2>
            {name} {version}: {target.name}
            {simulated !== false && (
              <SimulatedMark
                size="tag"
                words={simulated === 'mixed' ? tr('PARTLY SIMULATED') : tr('SIMULATED DATA')}
              />
            )}
          </h2>
          <p className="bt-dim">
            {trNode('Training and validation report, {dateTimeText}, {software}', {
              dateTimeText: dateTimeText(createdAt),
              software,
            })}
          </p>
        </div>
        <span className="bt-fill" />
        <div className="bt-report-deeds">{deeds}</div>
      </header>
      {simulated !== false && (
        <Notice kind="quiet">
          {trNode(
            '{which} The figures say how well the model knows the simulator; what it does on a real plant is not measured here.',
            {
              which:
                simulated === 'mixed'
                  ? tr('Some of the batches are simulated.')
                  : tr('Every batch in this report is simulated.'),
            },
          )}
        </Notice>
      )}
      <ReportVerdict report={report} />
      <ReportAgreement report={report} />
      <ReportTrajectories report={report} />
      <ReportTrust report={report} />
      <ReportExplain report={report} />
      <DataUsed report={report} />
    </article>
  );
}
