import { chartSvg } from '../../../shared/report/chart-svg';
import type { ReportBlock, ReportChart, ReportSection } from '../../../shared/model/report-document';
import { Panel } from '../../ui/panel';
import { SignatureBlocks } from '../../ui/signature-block';
import { useChartColours } from './use-chart-colours';
import { tr, trNode } from '../../strings/translate';

/** A section of a report as the screen shows it; the PDF draws the same blocks. */
export function DocumentSection({ section: { title, blocks } }: { readonly section: ReportSection }) {
  return (
    <Panel title={title} startsOpen>
      {blocks.map((block, at) => (
        // Blocks have no name of their own and never move within a document.
        <Block key={`${block.kind} ${at}`} block={block} />
      ))}
    </Panel>
  );
}

function Block({ block }: { readonly block: ReportBlock }) {
  switch (block.kind) {
    case 'words':
      return (
        <p className="bt-record-note" data-tone={block.tone}>
          {block.text}
        </p>
      );
    case 'heading':
      return <h3 data-changed={block.changed || undefined}>{block.text}</h3>;
    case 'facts':
      return (
        <dl className="bt-record-list">
          {block.facts.map(([name, value], at) => (
            <div key={`${name} ${at}`}>
              <dt>{name}</dt>
              <dd data-tone={value.tone}>{value.text}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <DocumentTable table={block} />;
    case 'changes':
      return (
        <ul className="bt-record-changes">
          {block.changes.map(({ field, was, now, reason, who, when, version }) => (
            <li key={`${field} ${version}`}>
              {trNode('{strong}: was {del} now {ins}. Reason: {reason}. {who}, {when}, version {version}.', {
                strong: <b>{field}</b>,
                del: <del>{was}</del>,
                ins: <ins>{now}</ins>,
                reason,
                who,
                when,
                version,
              })}
            </li>
          ))}
        </ul>
      );
    case 'signatures':
      return <SignatureBlocks signatures={block.signatures} />;
    case 'chart':
      return <DocumentChart chart={block} />;
    default:
      return block satisfies never;
  }
}

/** A table of a report; says what there is to say where it has no row. */
export function DocumentTable({
  table: { columns, rows, none },
}: {
  readonly table: Extract<ReportBlock, { kind: 'table' }>;
}) {
  if (rows.length === 0) return <p className="bt-record-note bt-dim">{none === '' ? tr('No row.') : none}</p>;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <div className="bt-scroll-x">
      <table className="bt-table">
        <colgroup>
          {columns.map(({ title, share }) => (
            <col key={title} style={{ width: `${(100 * share) / shares}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ title, number }) => (
              <th key={title} data-number={number || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={`${row[0]?.text ?? ''} ${at}`}>
              {row.map(({ text, tone }, column) => (
                <td
                  key={columns[column]?.title ?? column}
                  data-number={columns[column]?.number || undefined}
                  data-tone={tone}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DocumentChart({ chart }: { readonly chart: ReportChart }) {
  const colours = useChartColours();
  const source = `data:image/svg+xml;utf8,${encodeURIComponent(chartSvg(chart, colours))}`;
  return (
    <figure className="bt-record-chart">
      <figcaption>
        <b>{chart.title}</b> <span className="bt-dim">{tr(chart.words)}</span>
      </figcaption>
      <img
        src={source}
        alt={tr('{title} over the batch: {words}', { title: chart.title, words: tr(chart.words) })}
      />
    </figure>
  );
}
