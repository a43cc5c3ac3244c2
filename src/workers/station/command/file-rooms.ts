import type { ExportJob, ExportPlan } from '../../../shared/model/export-plan';
import type { TableInspection, TableJob } from '../../../shared/contract/tables';
import type { TableOrder } from '../imports/table/import-table';

/** What the commands ask, of a data folder or of a station that runs. */
export interface FileRooms {
  batchIds(): Promise<string[]>;
  startExport(plan: ExportPlan): Promise<ExportJob>;
  exportJob(id: string): Promise<ExportJob>;
  cancelExport(id: string): Promise<unknown>;
  inspect(path: string): Promise<TableInspection>;
  check(order: TableOrder): Promise<TableJob>;
  startImport(order: TableOrder): Promise<TableJob>;
  tableJob(): Promise<TableJob>;
  cancelTable(): Promise<unknown>;
  close(): Promise<void>;
}
