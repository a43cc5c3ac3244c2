import { SegmentedControl } from '@mantine/core';
import { dataPath, importTablePath, navigate } from '../../app/route';
import { ExportForm } from './export-form';
import { ExportList } from './export-list';
import { ImportWizard } from './import-wizard';
import { tr } from '../../strings/translate';
import './transfer.css';

/** History out to files, and tables of others in. */
export function Transfer({ part }: { readonly part: 'export' | 'import' }) {
  return (
    <div className="bt-page bt-data">
      <SegmentedControl
        className="bt-data-parts"
        aria-label={tr('Import or export')}
        data={[
          { value: 'export', label: tr('Export') },
          { value: 'import', label: tr('Import a table') },
        ]}
        value={part}
        onChange={(next) => navigate(next === 'import' ? importTablePath : dataPath)}
      />
      {part === 'export' ? (
        <div className="bt-data-two">
          <ExportForm />
          <ExportList />
        </div>
      ) : (
        <ImportWizard />
      )}
    </div>
  );
}
