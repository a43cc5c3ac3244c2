import { Button, SegmentedControl } from '@mantine/core';
import { IconSun, IconSunOff } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useCommands } from '../../app/commands';
import { fieldMergePath, fieldPath, navigate } from '../../app/route';
import { tr } from '../../strings/translate';
import { AtTheVessel } from './at-the-vessel';
import { ClockCheck } from './clock-check';
import { MergeFiles } from './merge-files';
import { useFieldStatus } from './use-field';
import './field.css';

const sunlightKey = 'bt-field-sunlight';

/** The laptop at the vessel: what is plugged in is found, read big, recorded, and merged later. */
export function Field({ part, path }: { readonly part: 'vessel' | 'merge'; readonly path: string }) {
  const [sunlight, setSunlight] = useState(() => localStorage.getItem(sunlightKey) === 'on');
  const { data: status } = useFieldStatus();
  const toggle = useCallback((): void => {
    setSunlight((on) => {
      localStorage.setItem(sunlightKey, on ? 'off' : 'on');
      return !on;
    });
  }, []);
  useCommands(
    useMemo(
      () => [
        {
          id: 'field-sunlight',
          title: tr('Sunlight: black on white'),
          group: tr('Field'),
          keys: 'x',
          run: toggle,
        },
      ],
      [toggle],
    ),
  );
  const Icon = sunlight ? IconSunOff : IconSun;
  return (
    <div className="bt-page bt-vessel" data-sunlight={sunlight || undefined}>
      <header className="bt-vessel-top">
        <SegmentedControl
          aria-label={tr('At the vessel or merge')}
          data={[
            { value: 'vessel', label: tr('At the vessel') },
            { value: 'merge', label: tr('Merge a file') },
          ]}
          value={part}
          onChange={(next) => navigate(next === 'merge' ? fieldMergePath() : fieldPath)}
        />
        <span className="bt-fill" />
        {status && (
          <p className="bt-vessel-identity">
            <span>{tr("This computer's key")}</span>{' '}
            <b className="bt-mono">{status.fingerprint ?? tr('cannot be used: see Audit')}</b>
          </p>
        )}
        <ClockCheck estimate={status?.clock ?? null} />
        <Button
          variant="default"
          aria-pressed={sunlight}
          leftSection={<Icon size={22} aria-hidden />}
          onClick={toggle}
        >
          {tr('Sunlight')}
        </Button>
      </header>
      {part === 'vessel' ? <AtTheVessel /> : <MergeFiles key={path} path={path} />}
    </div>
  );
}
