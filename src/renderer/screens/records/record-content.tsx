import { fieldsOf, type RowValues } from '../../../shared/model/records/field-value';
import { isAsked, type RecordField } from '../../../shared/model/records/record-field';
import { kindOfRecord } from '../../../shared/model/records/kind-of-record';
import type { KeptRecord } from '../../../shared/model/records/record';
import { dateTimeText } from '../../ui/time-words';
import { FindingList } from './finding-list';
import { VerdictBox } from './form/verdict-box';
import { valueText } from './record-words';
import { tr, trNode } from '../../strings/translate';

/** What a version says, field by field, with what was computed and what was held against it. */
export function RecordContent({ record }: { readonly record: KeptRecord }) {
  const { body, kind, eventAt, zone, performedByName, enteredByName, enteredAt, sop, contentHash } = record;
  const fields = kindOfRecord(kind).fields.filter(
    (field) => isAsked(field, body) && body[field.name] !== undefined,
  );
  return (
    <>
      <VerdictBox computed={record.computed} verdict={record.verdict} />
      <FindingList findings={record.findings} />
      <dl className="bt-facts">
        <Fact label={tr('Happened')}>
          {dateTimeText(eventAt)} <small>{zone}</small>
        </Fact>
        <Fact label={tr('Done by')}>{performedByName}</Fact>
        <Fact label={tr('Entered')}>
          {dateTimeText(enteredAt)}{' '}
          <small>
            {trNode('by {enteredByName}{which}', { enteredByName, which: record.late ? tr(', late') : '' })}
          </small>
        </Fact>
        <Fact label={tr('Procedure')}>
          {sop.id} <small>{trNode('version {version}', { version: sop.version })}</small>
        </Fact>
        {fields
          .filter(({ type }) => type !== 'rows')
          .map((field) => (
            <Fact key={field.name} label={tr(field.label)}>
              {valueText(field, body[field.name])}
              <Typed field={field} record={record} />
            </Fact>
          ))}
      </dl>
      {fields
        .filter(({ type }) => type === 'rows')
        .map((field) => (
          <RowsTable key={field.name} field={field} rows={(body[field.name] ?? []) as readonly RowValues[]} />
        ))}
      <p className="bt-dim bt-record-hash">
        {trNode('Content {span}', { span: <span className="bt-mono">{contentHash}</span> })}
      </p>
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The text as it was typed, where it is not the figure as it is printed. */
function Typed({ field, record }: { readonly field: RecordField; readonly record: KeptRecord }) {
  const typed = record.raw[field.name];
  const number = fieldsOf(record.body).num(field.name);
  if (typed === undefined || number === undefined || field.type === 'time' || typed.trim() === String(number))
    return null;
  return <small>{trNode('typed “{typed}”', { typed })}</small>;
}

function RowsTable({ field, rows }: { readonly field: RecordField; readonly rows: readonly RowValues[] }) {
  const columns = (field.fields ?? []).filter(({ name }) => rows.some((row) => (row[name] ?? '') !== ''));
  return (
    <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr(field.label)}>
      <table className="bt-table">
        <caption>{tr(field.label)}</caption>
        <thead>
          <tr>
            {columns.map(({ name, label }) => (
              <th key={name}>{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are known by their place
            <tr key={index}>
              {columns.map((column) => (
                <td key={column.name}>{valueText(column, row[column.name] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
