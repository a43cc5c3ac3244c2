import { Button, FileButton, Progress, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import type { OpenTable } from './use-tables';

/** The file: chosen here and handed in, or named where it lies on the station's disk. */
export function FileStep({ table }: { readonly table: OpenTable }) {
  const [path, setPath] = useState('');
  const { inspection, sent, busy, problem } = table;
  return (
    <Panel title="1 File">
      <div className="bt-panel-body bt-data-form">
        <div className="bt-data-go">
          <FileButton accept=".csv,.tsv,.txt,.parquet" onChange={(file) => file && void table.send(file)}>
            {(props) => (
              <Button
                {...props}
                leftSection={<IconFileImport size={17} aria-hidden />}
                loading={sent !== null}
              >
                Choose a file…
              </Button>
            )}
          </FileButton>
          <form
            className="bt-data-path"
            aria-label="File on the station's disk"
            onSubmit={(event) => {
              event.preventDefault();
              if (path.trim() !== '') void table.open(path.trim());
            }}
          >
            <TextInput
              aria-label="Path on the station's disk"
              placeholder="or a path on the station's disk"
              value={path}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={busy} disabled={path.trim() === ''}>
              Open
            </Button>
          </form>
        </div>
        {sent !== null && <Progress value={sent * 100} aria-label="Share of the file that is handed in" />}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        {inspection ? (
          <p className="bt-data-words">
            <strong>{inspection.name}</strong>, {bytesText(inspection.bytes)},{' '}
            {countText(inspection.columns.length)} columns
          </p>
        ) : (
          <p className="bt-data-words">
            CSV, TSV or Parquet, wide or long. Nothing is written before you have seen what would be.
          </p>
        )}
      </div>
    </Panel>
  );
}
