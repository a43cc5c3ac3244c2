import type { ReactNode } from 'react';
import type { TrainingReport } from '../../../shared/model/training-report';
import { Figure } from '../../ui/figure/figure';
import type { ReportFigure } from './report-figure';

interface Props {
  readonly report: TrainingReport;
  readonly figure: ReportFigure | null;
  readonly heightPx?: number;
  readonly aside?: ReactNode;
}

/** A figure of a report under its own name; nothing where there is none. */
export function FigureOf({ report, figure, heightPx, aside }: Props) {
  if (figure === null) return null;
  return (
    <Figure
      {...figure}
      file={`${report.name}-${report.version}`}
      {...(heightPx === undefined ? {} : { heightPx })}
      aside={aside}
    />
  );
}
