import { useMemo } from 'react';
import type { TrainingReport } from '../../../shared/model/training-report';
import { coverageFigure } from './coverage-figure';
import { FigureOf } from './figure-of';
import { learningFigure, shiftFigure } from './learning-figures';
import { tr } from '../../strings/translate';

/** Whether the bands hold what they promise, and how far the data carry. */
export function ReportTrust({ report }: { readonly report: TrainingReport }) {
  const { batches, phases, learning, shift } = useMemo(
    () => ({
      batches: coverageFigure(report, 'batch'),
      phases: coverageFigure(report, 'phase'),
      learning: learningFigure(report),
      shift: shiftFigure(report),
    }),
    [report],
  );
  const rows = (count: number): number => Math.max(170, 70 + 19 * count);
  return (
    <section className="bt-report-part" aria-label={tr('Bands and data')}>
      <p className="bt-report-note">
        <b>{tr('Band.')}</b> {tr(report.interval.words)}
      </p>
      <div className="bt-report-figures">
        <div className="bt-report-stack">
          <FigureOf report={report} figure={batches} heightPx={rows(report.coverage.perBatch.length)} />
          <FigureOf report={report} figure={shift} heightPx={rows(Math.min(15, report.shift.length))} />
        </div>
        <div className="bt-report-stack">
          <FigureOf report={report} figure={phases} heightPx={rows(report.coverage.perPhase.length)} />
          <FigureOf report={report} figure={learning} heightPx={260} />
        </div>
      </div>
    </section>
  );
}
