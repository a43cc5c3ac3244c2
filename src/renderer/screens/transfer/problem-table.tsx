import type { TableProblem } from '../../../shared/model/table-map';
import { tr } from '../../strings/translate';

/** What is wrong in a file, by line. */
export function ProblemTable({ problems }: { readonly problems: readonly TableProblem[] }) {
  return (
    <div className="bt-data-scroll" tabIndex={0} role="region" aria-label={tr('Problems in the file')}>
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('Line')}</th>
            <th scope="col">{tr('Column')}</th>
            <th scope="col">{tr('Problem')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, column, words }) => (
            <tr key={`${line} ${column} ${words}`}>
              <td>{line}</td>
              <td data-nowrap>{column}</td>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
