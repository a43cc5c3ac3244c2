import { Button } from '@mantine/core';
import { IconDownload, IconFileImport } from '@tabler/icons-react';
import type { KeptFieldFile } from '../../../shared/contract/field';
import { fieldMergePath, navigate } from '../../app/route';
import { useStation } from '../../station/station-context';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText, spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { saveFieldFile } from './save-field-file';
import { useFieldDeed, useFieldFiles } from './use-field';

const states = {
  recording: tr('goes on'),
  closed: tr('complete'),
  unfinished: tr('not closed'),
  unreadable: tr('cannot be read'),
} as const;

/** Recordings of this computer: to be copied to a stick, or merged where they are. */
export function FieldFiles() {
  const { data: files = [] } = useFieldFiles();
  const { client } = useStation();
  const { busy, problem, act } = useFieldDeed();
  return (
    <Panel title={tr('Recordings of this computer')}>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      {files.length === 0 ? (
        <p className="bt-panel-note">
          {tr('None yet. A recording is one signed file that opens without this program.')}
        </p>
      ) : (
        <ul className="bt-vessel-files">
          {files.map((file) => (
            <li key={file.file}>
              <FileWords file={file} />
              <Button
                variant="default"
                disabled={busy || file.state === 'unreadable'}
                aria-label={tr('Save {name} as a file', { name: file.name })}
                onClick={() => void act(() => saveFieldFile(client, file.file))}
              >
                <IconDownload size={22} aria-hidden />
              </Button>
              <Button
                variant="default"
                disabled={file.state !== 'closed'}
                aria-label={tr('Merge {name} here', { name: file.name })}
                onClick={() => navigate(fieldMergePath(file.path))}
              >
                <IconFileImport size={22} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function FileWords({ file }: { readonly file: KeptFieldFile }) {
  const { name, state, startedAt, endedAt, values, bytes, words } = file;
  return (
    <span>
      <b>{name}</b> <span className="bt-dim">{states[state]}</span>
      <small>
        {startedAt !== null && dateTimeText(startedAt)}
        {startedAt !== null && endedAt !== null && `, ${spanText(endedAt - startedAt)}`}
        {values !== null && `, ${tr('{values} values', { values: countText(values) })}`}, {bytesText(bytes)}
        {words !== '' && `. ${words}`}
      </small>
    </span>
  );
}
