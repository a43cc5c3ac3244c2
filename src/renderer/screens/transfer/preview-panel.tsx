import type { TableMap, TableTarget } from '../../../shared/model/table-map';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { ProblemTable } from './problem-table';
import { usePreview } from './use-tables';
import { tr } from '../../strings/translate';

interface Props {
  readonly path: string;
  readonly map: TableMap;
  readonly target: TableTarget | null;
}

const looks = { good: 'good', uncertain: 'warn', bad: 'alarm' } as const;

/** The first rows as they would be stored: what the mapping really means. */
export function PreviewPanel({ path, map, target }: Props) {
  const { data, error } = usePreview(path, map, target);
  return (
    <Panel
      title={tr('5 As it would be stored')}
      aside={<span className="bt-data-words">{tr('first 50 rows')}</span>}
    >
      {target === null ? (
        <p className="bt-panel-note">{tr('Name the bioreactor and the batch to see it.')}</p>
      ) : map.values.length === 0 ? (
        <p className="bt-panel-note">{tr('Map at least one column to see it.')}</p>
      ) : error ? (
        <Notice kind="alarm">{wordsOf(error)}</Notice>
      ) : !data ? (
        <p className="bt-panel-note">{tr('Reading…')}</p>
      ) : (
        <>
          {data.problems.length > 0 && <ProblemTable problems={data.problems} />}
          <div
            className="bt-data-scroll"
            tabIndex={0}
            role="region"
            aria-label={tr('Samples as they would be stored')}
          >
            <table className="bt-table">
              <thead>
                <tr>
                  <th scope="col">{tr('Line')}</th>
                  <th scope="col">{tr('Time (UTC)')}</th>
                  <th scope="col">{tr('Channel')}</th>
                  <th scope="col" data-number>
                    {tr('Value')}
                  </th>
                  <th scope="col">{tr('Quality')}</th>
                </tr>
              </thead>
              <tbody>
                {data.samples.map(({ line, t, tag, value, unit, quality }) => (
                  <tr key={`${line} ${tag}`}>
                    <td className="bt-dim">{line}</td>
                    <td data-nowrap>{new Date(t).toISOString().replace('T', ' ').replace('Z', '')}</td>
                    <td>{tag}</td>
                    <td data-number>
                      {value ?? '–'} <span className="bt-dim">{unit}</span>
                    </td>
                    <td>
                      <StateWords kind={looks[qualityLevel(quality)]} words={tr(qualityOf(quality).words)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  );
}
