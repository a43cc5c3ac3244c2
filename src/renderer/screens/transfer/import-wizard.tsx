import { useState } from 'react';
import type { TableInspection } from '../../../shared/contract/tables';
import { unitIdSchema } from '../../../shared/model/identity';
import type { TableMap, TableTarget } from '../../../shared/model/table-map';
import { Notice } from '../../ui/notice';
import { CheckStep } from './check-step';
import { FileStep } from './file-step';
import { MappingStep } from './mapping-step';
import { PreviewPanel } from './preview-panel';
import { StructureStep } from './structure-step';
import { TargetStep, type TargetDraft } from './target-step';
import { useOpenTable, type OpenTable } from './use-tables';
import { tr } from '../../strings/translate';

/** A table of somebody else's becomes history: file, structure, mapping, place, dry run, import. */
export function ImportWizard() {
  const table = useOpenTable();
  return (
    <div className="bt-data-wizard">
      <FileStep table={table} />
      {table.inspection && (
        <Steps
          key={`${table.inspection.path} ${JSON.stringify(table.inspection.map.structure)}`}
          table={table}
          inspection={table.inspection}
        />
      )}
    </div>
  );
}

function Steps({ table, inspection }: { readonly table: OpenTable; readonly inspection: TableInspection }) {
  const [map, setMap] = useState<TableMap>(inspection.map);
  const [draft, setDraft] = useState<TargetDraft>({
    unitId: '',
    newUnit: '',
    batchId: null,
    batchName: inspection.name.replace(/\.[^.]+$/, '').slice(0, 80),
    scale: '1L',
    simulated: inspection.simulated,
  });
  const target = targetOf(draft);
  const change = (part: Partial<TableMap>): void => setMap((before) => ({ ...before, ...part }));
  return (
    <>
      {inspection.remembered && (
        <Notice kind="good">
          {tr('Mapped as the last file with these columns. Look it through all the same.')}
        </Notice>
      )}
      {inspection.doubts.map((doubt) => (
        <Notice key={doubt} kind="warn">
          {doubt}
        </Notice>
      ))}
      <StructureStep table={table} inspection={inspection} map={map} change={change} />
      <div className="bt-data-two bt-data-map-place">
        <MappingStep inspection={inspection} map={map} change={change} />
        <TargetStep draft={draft} onChange={setDraft} />
      </div>
      <PreviewPanel path={inspection.path} map={map} target={target} />
      <CheckStep path={inspection.path} map={map} target={target} />
    </>
  );
}

/** Null while something of the place is not given. */
function targetOf(draft: TargetDraft): TableTarget | null {
  const unitId = unitIdSchema.safeParse(draft.unitId === '' ? draft.newUnit : draft.unitId);
  if (!unitId.success || (draft.batchId === null && draft.batchName.trim() === '')) return null;
  const { batchId, batchName, scale, simulated } = draft;
  return { unitId: unitId.data, batchId, batchName, scale, simulated };
}
