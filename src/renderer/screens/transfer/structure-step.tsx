import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { TableInspection } from '../../../shared/contract/tables';
import {
  tableTimeFormats,
  tableTimeWords,
  type TableMap,
  type TableStructure,
} from '../../../shared/model/table-map';
import { Panel } from '../../ui/panel';
import type { OpenTable } from './use-tables';
import { tr } from '../../strings/translate';

interface Props {
  readonly table: OpenTable;
  readonly inspection: TableInspection;
  readonly map: TableMap;
  readonly change: (part: Partial<TableMap>) => void;
}

const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'shift_jis',
  'gb18030',
];
const shownRows = 6;

/** How the file is written: as it was found, and as a person knows better. */
export function StructureStep(props: Props) {
  const { inspection, map } = props;
  return (
    <Panel title={tr('2 Structure')}>
      <div className="bt-panel-body bt-data-form">
        {map.structure.kind === 'csv' && <Writing {...props} />}
        <TimeFields {...props} />
      </div>
      <div className="bt-data-scroll" tabIndex={0} role="region" aria-label={tr('First rows of the file')}>
        <table className="bt-table">
          <thead>
            <tr>
              <th scope="col">{tr('Line')}</th>
              {inspection.columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inspection.rows.slice(0, shownRows).map(({ line, cells }) => (
              <tr key={line}>
                <td className="bt-dim">{line}</td>
                {cells.map((cell, index) => (
                  <td key={inspection.columns[index]?.name ?? index} data-nowrap>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Writing({ table, inspection, map }: Props) {
  const { structure } = map;
  const again = (part: Partial<TableStructure>): void =>
    void table.open(inspection.path, { ...structure, ...part });
  const known = encodings.includes(structure.encoding) ? encodings : [structure.encoding, ...encodings];
  return (
    <div className="bt-data-row">
      <Select
        label={tr('Encoding')}
        allowDeselect={false}
        data={known}
        value={structure.encoding}
        onChange={(encoding) => again({ encoding: encoding ?? 'utf-8' })}
      />
      <Select
        label={tr('Separator')}
        allowDeselect={false}
        data={[
          { value: ',', label: tr('Comma') },
          { value: ';', label: tr('Semicolon') },
          { value: '\t', label: tr('Tab') },
          { value: '|', label: tr('Bar') },
        ]}
        value={structure.separator}
        onChange={(value) =>
          again({ separator: value === ';' || value === '\t' || value === '|' ? value : ',' })
        }
      />
      <Select
        label={tr('Decimal sign')}
        allowDeselect={false}
        data={[
          { value: '.', label: tr('Point') },
          { value: ',', label: tr('Comma') },
        ]}
        value={structure.decimal}
        onChange={(value) => again({ decimal: value === ',' ? ',' : '.' })}
      />
      <NumberInput
        label={tr('Line of the header')}
        min={1}
        max={1000}
        value={structure.headerLine}
        onChange={(value) => typeof value === 'number' && value >= 1 && again({ headerLine: value })}
      />
      <Checkbox
        className="bt-data-check"
        label={tr('Units in the line below')}
        checked={structure.unitsRow}
        onChange={(event) => again({ unitsRow: event.currentTarget.checked })}
      />
    </div>
  );
}

function TimeFields({ inspection, map, change }: Props) {
  const { time, only } = map;
  const names = inspection.columns.map(({ name }) => name);
  const set = (part: Partial<TableMap['time']>): void => change({ time: { ...time, ...part } });
  const elapsed = time.format.startsWith('elapsed');
  const local = ['iso', 'excel', 'day-first', 'month-first'].includes(time.format);
  return (
    <div className="bt-data-row">
      <Select
        label={tr('Column of the time')}
        searchable
        data={names}
        value={time.column === '' ? null : time.column}
        onChange={(column) => set({ column: column ?? '' })}
      />
      <Select
        label={tr('Time is written as')}
        allowDeselect={false}
        data={tableTimeFormats.map((value) => ({ value, label: tr(tableTimeWords[value]) }))}
        value={time.format}
        onChange={(value) => set({ format: tableTimeFormats.find((format) => format === value) ?? 'iso' })}
      />
      {local && (
        <>
          <TextInput
            label={tr('Zone of local times')}
            placeholder={tr('Europe/Berlin')}
            value={time.zone}
            onChange={(event) => set({ zone: event.currentTarget.value })}
          />
          <Select
            label={tr('Hour that comes twice')}
            allowDeselect={false}
            data={[
              { value: 'refuse', label: tr('Is told as a problem') },
              { value: 'first', label: tr('Means the first') },
              { value: 'second', label: tr('Means the second') },
            ]}
            value={time.ambiguous}
            onChange={(value) =>
              set({ ambiguous: value === 'first' || value === 'second' ? value : 'refuse' })
            }
          />
        </>
      )}
      {elapsed && (
        <TextInput
          type="datetime-local"
          step={1}
          label={tr('The start was at')}
          error={time.start === null && tr('Needed: elapsed times count from it')}
          defaultValue={time.start === null ? '' : localField(time.start)}
          onChange={(event) => {
            const start = Date.parse(event.currentTarget.value);
            set({ start: Number.isNaN(start) ? null : start });
          }}
        />
      )}
      <Select
        label={tr('Only rows where')}
        clearable
        searchable
        placeholder={tr('All rows')}
        data={names}
        value={only?.column ?? null}
        onChange={(column) =>
          change({ only: column === null ? null : { column, equals: only?.equals ?? '' } })
        }
      />
      {only && (
        <TextInput
          label={tr('is')}
          value={only.equals}
          onChange={(event) => change({ only: { ...only, equals: event.currentTarget.value } })}
        />
      )}
    </div>
  );
}

/** A moment as the browser's own field writes it. */
function localField(t: number): string {
  const local = t - new Date(t).getTimezoneOffset() * 60_000;
  return new Date(local).toISOString().slice(0, 19);
}
