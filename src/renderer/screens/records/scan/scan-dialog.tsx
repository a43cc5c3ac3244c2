import { Button, FileButton, Group, Modal, Stack } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { Notice } from '../../../ui/notice';
import { readImageFile } from './read-image-file';
import type { ScanPrefix } from '../../../../shared/model/records/record-field';
import { scanWords, takeScan } from './scan-code';
import { useCamera } from './use-camera';
import { tr, trNode } from '../../../strings/translate';

interface Props {
  readonly wanted: ScanPrefix;
  readonly label: string;
  readonly onTaken: (code: string, caution: string | null) => void;
  readonly onClose: () => void;
}

/** Reads a code by camera or from a picture; a code of another kind is refused here. */
export function ScanDialog({ wanted, label, onTaken, onClose }: Props) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const take = useCallback(
    (text: string): void => {
      const taken = takeScan(text, wanted);
      if (taken.problem !== null) return setProblem(taken.problem);
      onTaken(taken.code, taken.caution);
      onClose();
    },
    [wanted, onTaken, onClose],
  );
  const readFile = async (file: File | null): Promise<void> => {
    if (!file) return;
    setBusy(true);
    try {
      const text = await readImageFile(file);
      if (text === null) setProblem(tr('No QR or DataMatrix code is to be seen in this picture.'));
      else take(text);
    } catch {
      setProblem(tr('This file is no picture the browser can read.'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={tr('Scan: {label}', { label })} size={460}>
      <Stack>
        <p className="bt-records-note">
          {trNode(
            'Expected is {scanWords}, labelled {span}. A handheld scanner works at any time, also without this dialog.',
            { scanWords: scanWords(wanted), span: <span className="bt-mono">{wanted}</span> },
          )}
        </p>
        <Camera onCode={take} />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <FileButton accept="image/*" onChange={(file) => void readFile(file)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                loading={busy}
                leftSection={<IconPhoto size={16} aria-hidden />}
              >
                {tr('Read from a picture')}
              </Button>
            )}
          </FileButton>
          <Button variant="default" onClick={onClose}>
            {tr('Type it instead')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Camera({ onCode }: { readonly onCode: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const state = useCamera(video, onCode);
  return (
    <>
      <video
        ref={video}
        className="bt-scan-camera"
        hidden={state.kind !== 'looking'}
        muted
        playsInline
        aria-label={tr('What the camera sees')}
      />
      {state.kind === 'starting' && <p role="status">{tr('Starting the camera…')}</p>}
      {state.kind === 'none' && <Notice kind="quiet">{tr(state.words)}</Notice>}
    </>
  );
}
