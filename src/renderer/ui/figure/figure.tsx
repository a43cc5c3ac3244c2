import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import { colourOf, type FigureMark, type FigureSpec, type FigureTable } from './figure-spec';
import { figureCsv, fileStem } from './figure-table';
import { Plot } from './plot';
import { pngOf, saveFile, standaloneSvg } from './save-figure';
import { tr, trNode } from '../../strings/translate';
import './figure.css';

interface Props {
  readonly title: string;
  /** What to see in it, in a sentence. */
  readonly words: string;
  readonly spec: FigureSpec;
  readonly table: FigureTable;
  /** Begins the names of exported files. */
  readonly file: string;
  readonly heightPx?: number;
  /** Choices beside the title. */
  readonly aside?: ReactNode;
}

/** A chart with its sentence, its legend, its data as a table, and ways to take it along. */
export function Figure({ title, words, spec, table, file, heightPx = 280, aside }: Props) {
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="bt-figure" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        <span className="bt-fill" />
        {aside}
        <ActionIcon
          aria-label={tr('{title}: data as a table', { title })}
          title={tr('Data as a table')}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <IconTable size={16} aria-hidden />
        </ActionIcon>
        <SaveMenu title={title} stem={fileStem(file, title)} svg={svg} table={table} />
      </header>
      <figcaption>{words}</figcaption>
      {asTable && <DataTable title={title} table={table} />}
      <div hidden={asTable}>
        <Legend marks={spec.marks} />
        <Plot spec={spec} label={`${title}. ${words}`} heightPx={heightPx} svg={svg} />
      </div>
    </figure>
  );
}

interface SaveProps {
  readonly title: string;
  readonly stem: string;
  readonly svg: { readonly current: SVGSVGElement | null };
  readonly table: FigureTable;
}

function SaveMenu({ title, stem, svg, table }: SaveProps) {
  const save = (kind: 'png' | 'svg' | 'csv'): void => {
    if (kind === 'csv') return saveFile(`${stem}.csv`, new Blob([figureCsv(table)], { type: 'text/csv' }));
    const { current } = svg;
    if (!current) return;
    if (kind === 'svg')
      saveFile(`${stem}.svg`, new Blob([standaloneSvg(current)], { type: 'image/svg+xml' }));
    else void pngOf(current).then((picture) => saveFile(`${stem}.png`, picture));
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={tr('{title}: save', { title })} title={tr('Save')}>
          <IconDownload size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('png')}>{tr('Picture (PNG)')}</Menu.Item>
        <Menu.Item onClick={() => save('svg')}>{tr('Drawing (SVG)')}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{tr('Data (CSV)')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Legend({ marks }: { readonly marks: readonly FigureMark[] }) {
  const named = marks.filter((mark) => mark.legend !== undefined);
  if (named.length === 0) return null;
  return (
    <ul className="bt-figure-legend">
      {named.map((mark, i) => (
        <li key={i}>
          <Sign mark={mark} />
          {mark.legend}
        </li>
      ))}
    </ul>
  );
}

/** The mark as it looks, so that shape tells as well as colour. */
function Sign({ mark }: { readonly mark: FigureMark }) {
  const colour = colourOf(mark.colour);
  const points = mark.kind === 'points' ? (mark.shape ?? 'disc') : null;
  return (
    <svg width={18} height={10} aria-hidden>
      {points === 'disc' && <circle cx={9} cy={5} r={3.5} fill={colour} />}
      {points === 'ring' && <circle cx={9} cy={5} r={3.5} fill="none" stroke={colour} strokeWidth={1.5} />}
      {points === 'diamond' && <path d="M9 0.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z" fill={colour} />}
      {mark.kind === 'line' && (
        <path d="M0 5H18" stroke={colour} strokeWidth={2} strokeDasharray={mark.dashed ? '5 3' : undefined} />
      )}
      {mark.kind === 'guide' && <path d="M0 5H18" stroke={colour} strokeWidth={1.4} strokeDasharray="5 3" />}
      {mark.kind === 'band' && <rect width={18} height={10} fill={colour} opacity={0.25} />}
      {mark.kind === 'bars' && <rect y={1} width={18} height={8} fill={colour} />}
      {mark.kind === 'spans' && (
        <>
          <path d="M0 5H18" stroke={colour} strokeWidth={2} opacity={0.55} />
          <circle cx={9} cy={5} r={3.5} fill={colour} />
        </>
      )}
    </svg>
  );
}

const shownRows = 400;

function DataTable({ title, table }: { readonly title: string; readonly table: FigureTable }) {
  return (
    <div className="bt-figure-table" tabIndex={0} role="region" aria-label={tr('Data of {title}', { title })}>
      <table className="bt-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, shownRows).map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} data-number={typeof cell === 'number' || undefined}>
                  {typeof cell === 'number' ? Number(cell.toPrecision(5)) : (cell ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > shownRows && (
        <p className="bt-panel-note">
          {trNode('The first {shownRows} of {length} rows; the CSV has all.', {
            shownRows,
            length: table.rows.length,
          })}
        </p>
      )}
    </div>
  );
}
