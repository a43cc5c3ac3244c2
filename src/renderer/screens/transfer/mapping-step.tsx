import { Checkbox, Select } from '@mantine/core';
import type { TableInspection } from '../../../shared/contract/tables';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import type { TableMap, TableValue } from '../../../shared/model/table-map';
import { conversionBetween, unitsAlike } from '../../../shared/model/unit-conversion';
import { Panel } from '../../ui/panel';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly inspection: TableInspection;
  readonly map: TableMap;
  readonly change: (part: Partial<TableMap>) => void;
}

const definitions = catalogueFor('15L').filter(({ kind }) => kind !== 'predicted');
const channels = definitions.map(({ tag, name }) => ({
  value: tag,
  label: name === tag ? tag : `${name} (${tag})`,
}));
const unitOf = (tag: string): string => definitions.find((one) => one.tag === tag)?.unit ?? '';

/** Which column becomes which channel, and in which unit it is. */
export function MappingStep({ inspection, map, change }: Props) {
  const rows = map.long ? longRows(inspection, map) : wideRows(inspection, map);
  const put = (from: string, value: TableValue | null): void =>
    change({ values: [...map.values.filter((one) => one.from !== from), ...(value ? [value] : [])] });
  return (
    <Panel
      title={tr('3 Mapping')}
      aside={
        <span className="bt-data-words">
          {trNode('{length} of {length2} {which}', {
            length: map.values.length,
            length2: rows.length,
            which: map.long ? tr('names') : tr('columns'),
          })}
        </span>
      }
    >
      <div
        className="bt-data-scroll bt-data-map"
        tabIndex={0}
        role="region"
        aria-label={tr('Columns and their channels')}
      >
        <table className="bt-table">
          <thead>
            <tr>
              <th scope="col">{map.long ? tr('Name') : tr('Column')}</th>
              <th scope="col">{tr('First values')}</th>
              <th scope="col">{tr('Channel')}</th>
              <th scope="col">{tr('Unit in the file')}</th>
              <th scope="col">{tr('On change')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MappingRow
                key={row.from}
                row={row}
                value={map.values.find(({ from }) => from === row.from) ?? null}
                taken={map.values.map(({ tag }) => tag)}
                put={put}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface Row {
  readonly from: string;
  readonly unit: string;
  readonly first: string;
}

interface RowProps {
  readonly row: Row;
  readonly value: TableValue | null;
  readonly taken: readonly string[];
  readonly put: (from: string, value: TableValue | null) => void;
}

function MappingRow({ row, value, taken, put }: RowProps) {
  const choose = (tag: string | null): void => {
    if (tag === null) return put(row.from, null);
    const unit = unitOf(tag);
    const fits = row.unit !== '' && conversionBetween(row.unit, unit) !== null;
    put(row.from, {
      from: row.from,
      tag,
      unit: fits ? row.unit : unit,
      quality: value?.quality ?? null,
      onChange: false,
    });
  };
  const units = value ? [...new Set([value.unit, ...unitsAlike(unitOf(value.tag))])] : [];
  return (
    <tr>
      <td>
        {row.from} {row.unit !== '' && <span className="bt-dim">{row.unit}</span>}
      </td>
      <td className="bt-dim">{row.first}</td>
      <td>
        <Select
          size="xs"
          aria-label={tr('Channel of {from}', { from: row.from })}
          searchable
          clearable
          placeholder={tr('Not imported')}
          data={channels.filter(({ value: tag }) => tag === value?.tag || !taken.includes(tag))}
          value={value?.tag ?? null}
          onChange={choose}
        />
      </td>
      <td>
        {value && (
          <Select
            size="xs"
            aria-label={tr('Unit of {from}', { from: row.from })}
            allowDeselect={false}
            data={units.map((unit) => ({ value: unit, label: unit === '' ? tr('none') : unit }))}
            value={value.unit}
            onChange={(unit) => put(row.from, { ...value, unit: unit ?? value.unit })}
          />
        )}
      </td>
      <td>
        {value && (
          <Checkbox
            size="xs"
            aria-label={tr('{from} was stored only when it changed', { from: row.from })}
            checked={value.onChange}
            onChange={(event) => put(row.from, { ...value, onChange: event.currentTarget.checked })}
          />
        )}
      </td>
    </tr>
  );
}

function wideRows({ columns }: TableInspection, { time }: TableMap): Row[] {
  return columns
    .filter(({ name, numeric }) => numeric && name !== time.column && !name.endsWith('_quality'))
    .map(({ name, unit, first }) => ({ from: name, unit, first: first.slice(0, 3).map(short).join('  ') }));
}

function longRows({ columns, rows }: TableInspection, { long, values }: TableMap): Row[] {
  const at = columns.findIndex(({ name }) => name === long?.channel);
  const names = new Set([...values.map(({ from }) => from), ...rows.map(({ cells }) => cells[at] ?? '')]);
  return [...names].filter((name) => name !== '').map((from) => ({ from, unit: '', first: '' }));
}

/** Enough of a value to recognise it. */
const short = (cell: string): string => (cell.length > 8 ? `${cell.slice(0, 7)}…` : cell);
