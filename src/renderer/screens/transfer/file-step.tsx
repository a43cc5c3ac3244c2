import { Button, FileButton, Progress, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import type { OpenTable } from './use-tables';
import { tr, trNode } from '../../strings/translate';

/** The file: chosen here and handed in, or named where it lies on the station's disk. */
export function FileStep({ table }: { readonly table: OpenTable }) {
  const [path, setPath] = useState('');
  const { inspection, sent, busy, problem } = table;
  return (
    <Panel title={tr('1 File')}>
      <div className="bt-panel-body bt-data-form">
        <div className="bt-data-go">
          <FileButton accept=".csv,.tsv,.txt,.parquet" onChange={(file) => file && void table.send(file)}>
            {(props) => (
              <Button
                {...props}
                leftSection={<IconFileImport size={17} aria-hidden />}
                loading={sent !== null}
              >
                {tr('Choose a file…')}
              </Button>
            )}
          </FileButton>
          <form
            className="bt-data-path"
            aria-label={tr("File on the station's disk")}
            onSubmit={(event) => {
              event.preventDefault();
              if (path.trim() !== '') void table.open(path.trim());
            }}
          >
            <TextInput
              aria-label={tr("Path on the station's disk")}
              placeholder={tr("or a path on the station's disk")}
              value={path}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={busy} disabled={path.trim() === ''}>
              {tr('Open')}
            </Button>
          </form>
        </div>
        {sent !== null && (
          <Progress value={sent * 100} aria-label={tr('Share of the file that is handed in')} />
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        {inspection ? (
          <p className="bt-data-words">
            {trNode('{strong}, {bytesText}, {countText} columns', {
              strong: <strong>{inspection.name}</strong>,
              bytesText: bytesText(inspection.bytes),
              countText: countText(inspection.columns.length),
            })}
          </p>
        ) : (
          <p className="bt-data-words">
            {tr('CSV, TSV or Parquet, wide or long. Nothing is written before you have seen what would be.')}
          </p>
        )}
      </div>
    </Panel>
  );
}
