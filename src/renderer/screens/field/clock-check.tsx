import { Button, Popover, TextInput } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ClockEstimate } from '../../../shared/model/field-file';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { momentText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { plantTimeOf } from './plant-time-of';
import { useFieldDeed } from './use-field';

/** The laptop's clock held against the plant's: typed at the moment it shows. */
export function ClockCheck({ estimate }: { readonly estimate: ClockEstimate | null }) {
  const { client, clock } = useStation();
  const { busy, problem, act } = useFieldDeed();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState('');
  const plantTime = plantTimeOf(shown, clock.now());
  return (
    <Popover opened={open} onChange={setOpen} withArrow width={360} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconClock size={22} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {estimate === null
            ? tr('Compare clocks')
            : tr('Clock {offset} s', { offset: (estimate.offsetMs / 1000).toFixed(1) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="bt-vessel-form"
          aria-label={tr('Compare clocks')}
          onSubmit={(event) => {
            event.preventDefault();
            const time = plantTimeOf(shown, clock.now());
            if (time === null) return;
            const how = tr('the plant clock read by a person');
            void act(() => client.field.setClock({ plantTime: time, uncertaintyMs: 1000, how })).then(
              (ok) => ok && setOpen(false),
            );
          }}
        >
          <p className="bt-vessel-words">
            {tr(
              "Type a time a few seconds ahead, as the plant's clock writes it, and press Enter at the moment the plant's clock shows it. It goes into the next recording, and a merge can shift its times by the difference.",
            )}
          </p>
          {estimate && (
            <p className="bt-vessel-words">
              {tr('Last: this computer {offset} s ahead, at {time}', {
                offset: (estimate.offsetMs / 1000).toFixed(1),
                time: momentText(estimate.at, clock.now()),
              })}
            </p>
          )}
          <TextInput
            label={tr('The plant clock shows')}
            placeholder="14:05:30"
            value={shown}
            error={shown !== '' && plantTime === null && tr('Hours, minutes and seconds: 14:05:30')}
            onChange={(event) => setShown(event.currentTarget.value)}
          />
          {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
          <Button type="submit" loading={busy} disabled={plantTime === null}>
            {tr('Now')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
