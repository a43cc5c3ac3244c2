import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import { baselineFigure } from './baseline-figure';
import { FigureOf } from './figure-of';
import { parityFigure } from './parity-figure';
import { partWords } from './report-figure';
import { residualChoices, residualFigure } from './residual-figure';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly report: TrainingReport;
}

/** How near predictions are to samples: the figures, the plot, what is left over, and who else could do it. */
export function ReportAgreement({ report }: Props) {
  const [choice, setChoice] = useState('age');
  const parity = useMemo(() => parityFigure(report), [report]);
  const residuals = useMemo(() => residualFigure(report, choice), [report, choice]);
  const baselines = useMemo(() => baselineFigure(report), [report]);
  return (
    <section className="bt-report-part" aria-label={tr('Agreement')}>
      <AgreementTable report={report} />
      <div className="bt-report-figures">
        <FigureOf report={report} figure={parity} heightPx={360} />
        <FigureOf
          report={report}
          figure={residuals}
          heightPx={360}
          aside={
            <Select
              aria-label={tr('Residuals against')}
              searchable
              allowDeselect={false}
              w={190}
              data={residualChoices(report)}
              value={choice}
              onChange={(value) => setChoice(value ?? 'age')}
            />
          }
        />
        <FigureOf report={report} figure={baselines} heightPx={190} />
        <PhaseTable report={report} />
      </div>
    </section>
  );
}

function AgreementTable({ report }: Props) {
  const { unit } = report.target;
  return (
    <div className="bt-panel bt-scroll-x" role="group" tabIndex={0}>
      <table className="bt-table" aria-label={tr('Agreement with samples')}>
        <thead>
          <tr>
            <th>{tr('Measured on')}</th>
            <th data-number>{tr('Samples')}</th>
            <th data-number>{tr('Batches')}</th>
            <th data-number>{tr('MRE')}</th>
            <th data-number>{tr('95 % of it')}</th>
            <th data-number>R²</th>
            <th data-number>{tr('RMSE')}</th>
            <th data-number>{tr('MAE')}</th>
            <th data-number>{tr('NRMSE')}</th>
            <th data-number>{tr('Bias')}</th>
          </tr>
        </thead>
        <tbody>
          {report.agreement.map((one) => (
            <tr key={one.part}>
              <td>{trNode('{partWords} batches', { partWords: partWords[one.part] })}</td>
              <td data-number>{one.n}</td>
              <td data-number>{one.batches}</td>
              <td data-number>
                <b>{shortNumber(one.mrePct)} %</b>
              </td>
              <td data-number>
                {one.mrePctBand ? one.mrePctBand.map((end) => shortNumber(end)).join(' to ') : '–'}
              </td>
              <td data-number>
                <b>{shortNumber(one.r2, 4)}</b>
              </td>
              <td data-number>
                {shortNumber(one.rmse)} {unit}
              </td>
              <td data-number>
                {shortNumber(one.mae)} {unit}
              </td>
              <td data-number>{shortNumber(one.nrmseRangePct)} %</td>
              <td data-number>
                {shortNumber(one.bias)} {unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same by phase: a model may be right on average and wrong in the phase that matters. */
function PhaseTable({ report: { byPhase } }: Props) {
  if (byPhase.length === 0) return null;
  return (
    <figure className="bt-figure">
      <header>
        <h3>{tr('By phase')}</h3>
      </header>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table" aria-label={tr('Agreement by phase')}>
          <thead>
            <tr>
              <th>{tr('Phase')}</th>
              <th>{tr('Part')}</th>
              <th data-number>{tr('Samples')}</th>
              <th data-number>{tr('MRE')}</th>
              <th data-number>{tr('RMSE')}</th>
              <th data-number>{tr('Bias')}</th>
            </tr>
          </thead>
          <tbody>
            {byPhase.map(({ phase, part, n, mrePct, rmse, bias }) => (
              <tr key={`${phase} ${part}`}>
                <td>{phase}</td>
                <td data-nowrap>{tr(partWords[part])}</td>
                <td data-number>{n}</td>
                <td data-number>{shortNumber(mrePct)} %</td>
                <td data-number>{shortNumber(rmse)}</td>
                <td data-number>{shortNumber(bias)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
