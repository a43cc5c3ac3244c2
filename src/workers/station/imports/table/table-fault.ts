import type { TableProblem } from '../../../../shared/model/table-map';

/** A fault after which the rest of a file cannot be read. */
export class TableFault extends Error {
  constructor(readonly problem: TableProblem) {
    super(`Line ${problem.line}: ${problem.words}`);
    this.name = 'TableFault';
  }
}
