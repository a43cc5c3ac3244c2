import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TrainingReport } from '../../../shared/model/training-report';
import { FigureOf } from './figure-of';
import { dependenceFigure, importanceFigure, swarmFigure } from './shap-figures';
import { tuningFigure } from './tuning-figure';
import { tr } from '../../strings/translate';

/** What the model looks at, and how the settings were found. */
export function ReportExplain({ report }: { readonly report: TrainingReport }) {
  const { shap, tuning } = report;
  const [feature, setFeature] = useState(shap.sample.features[0]?.name ?? '');
  const [batch, setBatch] = useState('all');
  const swarm = useMemo(() => swarmFigure(report), [report]);
  const dependence = useMemo(() => dependenceFigure(report, feature), [report, feature]);
  const importance = useMemo(() => importanceFigure(report, batch === 'all' ? null : batch), [report, batch]);
  const search = useMemo(() => tuning && tuningFigure(tuning.trials, searchWords(tuning)), [tuning]);
  if (!swarm && !importance && !search) return null;
  return (
    <section className="bt-report-part" aria-label={tr('Explanation')}>
      <div className="bt-report-figures">
        <FigureOf report={report} figure={swarm} heightPx={360} />
        <FigureOf
          report={report}
          figure={dependence}
          heightPx={360}
          aside={
            <Select
              aria-label={tr('Feature')}
              searchable
              allowDeselect={false}
              w={220}
              data={shap.sample.features.map(({ name }) => name)}
              value={feature}
              onChange={(value) => setFeature(value ?? feature)}
            />
          }
        />
        <FigureOf
          report={report}
          figure={importance}
          heightPx={320}
          aside={
            <Select
              aria-label={tr('Windows of')}
              allowDeselect={false}
              w={170}
              data={[
                { value: 'all', label: tr('All batches') },
                ...shap.perBatch.map(({ batchId }) => ({
                  value: batchId,
                  label: report.batches.find(({ id }) => id === batchId)?.name ?? batchId,
                })),
              ]}
              value={batch}
              onChange={(value) => setBatch(value ?? 'all')}
            />
          }
        />
        <FigureOf report={report} figure={search} heightPx={320} />
      </div>
    </section>
  );
}

function searchWords({ words, outerMrePct }: NonNullable<TrainingReport['tuning']>): string {
  return outerMrePct === null
    ? words
    : tr('{words} Search and training together, on batches the search never saw: {outerMrePct} %.', {
        words,
        outerMrePct: outerMrePct.toFixed(2),
      });
}
