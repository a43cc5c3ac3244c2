import { Button, Group, NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { wordsOf } from '../../../station/station-error';
import { Notice } from '../../notice';
import { type PictureOf, savePicture } from './save-picture';
import { tr } from '../../../strings/translate';

interface Props {
  readonly of: PictureOf;
  readonly onSaved: () => void;
}

const usualPoints = 1000;

/** Asks what kind of picture, and whether points may be left out of it. */
export function PictureForm({ of, onSaved }: Props) {
  const [kind, setKind] = useState<'png' | 'svg'>('png');
  const [thin, setThin] = useState(false);
  const [points, setPoints] = useState(usualPoints);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      await savePicture(of, { kind, thinnedTo: thin ? points : null });
      onSaved();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <Radio.Group
          label={tr('Kind')}
          value={kind}
          onChange={(value) => setKind(value === 'svg' ? 'svg' : 'png')}
        >
          <Group mt={4}>
            <Radio value="png" label={tr('Picture (PNG)')} data-autofocus />
            <Radio value="svg" label={tr('Drawing (SVG)')} />
          </Group>
        </Radio.Group>
        <Switch
          label={tr('Thin out by LTTB')}
          description={tr(
            'Leaves out points that change the shape least. It can hide spikes: the picture says so. Trends on screen are never thinned out.',
          )}
          checked={thin}
          onChange={(event) => setThin(event.currentTarget.checked)}
        />
        {thin && (
          <NumberInput
            label={tr('Points left of each line')}
            min={3}
            max={10_000}
            allowDecimal={false}
            clampBehavior="strict"
            value={points}
            onChange={(value) => setPoints(typeof value === 'number' ? value : usualPoints)}
          />
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
