import type { TableProblem } from '../../../shared/model/table-map';

/** What is wrong in a file, by line. */
export function ProblemTable({ problems }: { readonly problems: readonly TableProblem[] }) {
  return (
    <div className="bt-data-scroll" tabIndex={0} role="region" aria-label="Problems in the file">
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Column</th>
            <th scope="col">Problem</th>
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
