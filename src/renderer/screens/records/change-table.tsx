import type { RecordField } from '../../../shared/model/records/record-field';
import { labelOf } from './form/conflict-view';
import { tr } from '../../strings/translate';

interface Props {
  readonly fields: readonly RecordField[];
  /** Texts by the path of their field. */
  readonly was: Readonly<Record<string, string>>;
  readonly now: Readonly<Record<string, string>>;
}

/** What differs between two versions: the old value stays readable beside the new one. */
export function ChangeTable({ fields, was, now }: Props) {
  const paths = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (path) => was[path] !== now[path],
  );
  if (paths.length === 0) return <p className="bt-dim">{tr('Nothing is changed yet.')}</p>;
  return (
    <table className="bt-table bt-change-table">
      <thead>
        <tr>
          <th>{tr('Field')}</th>
          <th>{tr('Was')}</th>
          <th>{tr('Now')}</th>
        </tr>
      </thead>
      <tbody>
        {paths.map((path) => (
          <tr key={path}>
            <td>{labelOf(fields, path)}</td>
            <td>
              <del className="bt-mono">{was[path] ?? tr('(empty)')}</del>
            </td>
            <td>
              <ins className="bt-mono">{now[path] ?? tr('(empty)')}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
