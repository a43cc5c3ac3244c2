import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { reportParts, type TrainingReport } from '../../../shared/model/training-report';
import { Panel } from '../../ui/panel';
import { FigureOf } from './figure-of';
import { decidingPart, partWords } from './report-figure';
import { trajectoryFigure } from './trajectory-figure';
import { tr } from '../../strings/translate';

/** Every batch over its age, small and side by side; those that were held out first. */
export function ReportTrajectories({ report }: { readonly report: TrainingReport }) {
  const parts = reportParts.filter((part) => report.trajectories.some((one) => one.part === part));
  const [part, setPart] = useState(() => decidingPart(report));
  const figures = useMemo(
    () => report.trajectories.filter((one) => one.part === part).map((one) => trajectoryFigure(report, one)),
    [report, part],
  );
  if (parts.length === 0) return null;
  return (
    <Panel
      title={tr('Batch by batch: predicted with its {value} % band, and samples', {
        value: Math.round(100 * report.interval.level),
      })}
      aside={
        <SegmentedControl
          aria-label={tr('Batches shown')}
          data={parts.map((value) => ({ value, label: tr(partWords[value]) }))}
          value={part}
          onChange={(value) => setPart(value === 'hold-out' ? 'hold-out' : 'cross-validated')}
        />
      }
    >
      <div className="bt-panel-body bt-report-small-figures">
        {figures.map((figure) => (
          <FigureOf key={figure.title} report={report} figure={figure} heightPx={190} />
        ))}
      </div>
    </Panel>
  );
}
