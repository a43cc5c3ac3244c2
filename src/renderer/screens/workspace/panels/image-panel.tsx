import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import type { PanelSettings } from '../../../../shared/model/workspace-layout';
import { readImage } from '../read-image';
import { usePanelPlace } from './panel-context';
import { tr } from '../../../strings/translate';

type ImageSettings = Extract<PanelSettings, { kind: 'image' }>;

/** A picture that is kept in the layout itself. */
export function ImagePanel({ id, settings }: { readonly id: string; readonly settings: ImageSettings }) {
  const { change } = usePanelPlace();
  const [problem, setProblem] = useState('');
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    const read = await readImage(file);
    if (!read.ok) return setProblem(tr(read.words));
    setProblem('');
    change(id, {
      kind: 'image',
      words: settings.words === '' ? file.name.slice(0, 200) : tr(settings.words),
      data: read.data,
    });
  };
  if (settings.data !== null)
    return <img className="bt-ws-image" src={settings.data} alt={tr(settings.words)} draggable={false} />;
  return (
    <div className="bt-ws-nothing">
      <p>{tr('A picture of up to 190 kB (PNG, JPEG or WebP) that is kept in the layout.')}</p>
      {problem !== '' && <p role="alert">{problem}</p>}
      <FileButton onChange={(file) => void take(file)} accept="image/png,image/jpeg,image/webp">
        {(props) => (
          <Button size="compact-sm" variant="default" {...props}>
            {tr('Choose a file…')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
