import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { CvRow } from '../../../shared/contract/comparisons';
import type { BatchSummary } from '../../../shared/contract/units';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { figureCsv } from '../../ui/figure/figure-table';
import { saveFile } from '../../ui/figure/save-figure';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { shortNumber } from '../../ui/short-number';
import { useCv } from './use-compare';

/** How much the chosen batches differ, by phase and feature. */
export function VariationPanel({ chosen }: { readonly chosen: readonly BatchSummary[] }) {
  const ids = chosen.map(({ id }) => id as string);
  const { data, error, isFetching } = useCv(ids);
  const names = new Map(chosen.map(({ id, name }) => [id as string, name]));
  if (ids.length < 2) return <p className="bt-panel-note">{tr('Choose two batches or more.')}</p>;
  if (error) return <Notice kind="warn">{wordsOf(error)}</Notice>;
  if (!data) return <p className="bt-panel-note">{isFetching ? tr('Comparing batches…') : ''}</p>;
  const save = (): void =>
    saveFile(
      'process-variation.csv',
      new Blob([figureCsv(tableOf(data.rows, ids, names))], { type: 'text/csv' }),
    );
  return (
    <>
      {data.left.length > 0 && (
        <Notice kind="warn">
          {data.left
            .map(({ batchId, words }) =>
              tr('{name} is left out. {words}.', { name: names.get(batchId) ?? batchId, words: tr(words) }),
            )
            .join(' ')}
        </Notice>
      )}
      <Panel
        title={tr('Variation of {count} batches', { count: ids.length })}
        aside={
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            onClick={save}
          >
            {tr('Save as CSV')}
          </Button>
        }
      >
        <div className="bt-scroll-x" tabIndex={0} role="region" aria-label={tr('Variation between batches')}>
          <table className="bt-table">
            <thead>
              <tr>
                <th>{tr('Phase')}</th>
                <th>{tr('Feature')}</th>
                <th data-number>{tr('Batches')}</th>
                <th data-number>{tr('Mean')}</th>
                <th data-number>{tr('Standard deviation')}</th>
                <th data-number>{tr('CV')}</th>
                <th data-number>{tr('Least – greatest')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row, i) => (
                <tr key={`${row.phase} ${row.feature}`}>
                  <td data-nowrap>{data.rows[i - 1]?.phase === row.phase ? '' : tr(row.phase)}</td>
                  <td>
                    {tr(row.feature)}
                    {row.unit === '' ? '' : `, ${row.unit}`}
                  </td>
                  <td data-number>{row.batches}</td>
                  <td data-number>{shortNumber(row.mean)}</td>
                  <td data-number>{shortNumber(row.sd)}</td>
                  <td data-number>
                    <b>{row.cvPct === null ? '–' : `${shortNumber(row.cvPct, 2)} %`}</b>
                  </td>
                  <td data-number>
                    {shortNumber(row.low)} – {shortNumber(row.high)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="bt-panel-note">
          {tr(
            'CV: standard deviation over mean. It is left out where zero is a convention (pH, °C). The last phase lasts as long as people let it: its length is not compared.',
          )}
        </p>
      </Panel>
    </>
  );
}

function tableOf(rows: readonly CvRow[], ids: readonly string[], names: ReadonlyMap<string, string>) {
  return {
    columns: [
      'Phase',
      'Feature',
      'Unit',
      'Batches',
      'Mean',
      'SD',
      'CV %',
      'Least',
      'Greatest',
      ...ids.map((id) => names.get(id) ?? id),
    ],
    rows: rows.map(({ phase, feature, unit, batches, mean, sd, cvPct, low, high, values }) => [
      phase,
      feature,
      unit,
      batches,
      mean,
      sd,
      cvPct,
      low,
      high,
      ...values,
    ]),
  };
}
