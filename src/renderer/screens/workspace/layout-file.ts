import { readLayout, type ReadLayout, type WorkspaceLayout } from '../../../shared/model/workspace-layout';
import { fileStem } from '../../ui/figure/figure-table';
import { saveFile } from '../../ui/figure/save-figure';
import { tr } from '../../strings/translate';

/** Hands a layout over as a file. */
export function exportLayout(layout: WorkspaceLayout): void {
  const text = `${JSON.stringify(layout, undefined, 1)}\n`;
  saveFile(`${fileStem('layout', layout.name)}.json`, new Blob([text], { type: 'application/json' }));
}

/** Reads a layout from a file a person chose; refused with words where it cannot be shown. */
export async function importLayout(file: Pick<File, 'name' | 'size' | 'text'>): Promise<ReadLayout> {
  if (file.size > 5_000_000)
    return { ok: false, words: tr('{name} is far too large for a layout.', { name: file.name }) };
  const read = readLayout(await file.text());
  return read.ok
    ? read
    : { ok: false, words: tr('{name} was not opened. {words}', { name: file.name, words: tr(read.words) }) };
}
