import { ActionIcon, Menu } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { type RefObject, useEffect } from 'react';
import { useUnits } from '../../../station/queries';
import type { Station } from '../../../station/station';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import type { TimeWindow } from '../time-view';
import { useTrendGroup } from '../trend-context';
import { channelsOf, type TrendSpec } from '../trend-spec';
import { PictureForm } from './picture-form';
import { readPicture } from './read-picture';
import { copyPicture, type PictureOf } from './save-picture';
import { windowCsv } from './window-csv';
import { tr } from '../../../strings/translate';

interface Props {
  readonly title: string;
  readonly spec: TrendSpec;
  /** Where Ctrl+S asks for a picture. */
  readonly panel: RefObject<HTMLElement | null>;
}

/** What can be taken along of a panel: a picture, the numbers of its window, the way to it. */
export function PictureMenu({ title, spec, panel }: Props) {
  const station = useStation();
  const group = useTrendGroup();
  const { data: units } = useUnits();
  const unitId = spec.series[0]?.channel.unitId;
  const unit = units?.find(({ id }) => id === unitId);
  const shown = (): TimeWindow => group.view.window(group.now());
  const picture = (): PictureOf => ({
    station,
    title,
    unitName: unit?.name ?? unitId ?? '',
    // Where nobody knows yet, better one mark too many.
    simulated: unit?.simulated ?? true,
    spec,
    window: shown(),
    palette: group.palette(),
  });
  const openForm = (): void => openPictureForm(picture());
  useEffect(() => {
    const { current } = panel;
    const onKeyDown = (event: KeyboardEvent): void => {
      const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 's';
      if (!asked) return;
      event.preventDefault();
      openForm();
    };
    current?.addEventListener('keydown', onKeyDown);
    return () => current?.removeEventListener('keydown', onKeyDown);
  });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          className="bt-trend-more"
          variant="subtle"
          size={18}
          aria-label={tr('{title}: take along', { title })}
        >
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={openForm} rightSection={<kbd>Ctrl S</kbd>}>
          {tr('Save picture…')}
        </Menu.Item>
        <Menu.Item onClick={() => void copyAsPicture(picture())}>{tr('Copy picture (PNG)')}</Menu.Item>
        <Menu.Item onClick={() => void copyNumbers(station, spec, shown())}>
          {tr('Copy window as CSV')}
        </Menu.Item>
        <Menu.Item onClick={() => void copy(linkTo(shown()), tr('Link copied'))}>
          {tr('Copy link to window')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function openPictureForm(of: PictureOf): void {
  const id = modals.open({
    title: tr('Save a picture of {title}', { title: of.title }),
    children: <PictureForm of={of} onSaved={() => modals.close(id)} />,
  });
}

/** The address of this page with the window in it, without the token it was opened with. */
function linkTo({ from, to }: TimeWindow): string {
  const { origin, pathname, hash } = window.location;
  const [path = '', search = ''] = hash.split('?', 2);
  const query = new URLSearchParams(search);
  query.set('range', `${Math.max(0, Math.round(from))}-${Math.round(to)}`);
  return `${origin}${pathname}${path}?${query.toString()}`;
}

async function copyAsPicture(of: PictureOf): Promise<void> {
  try {
    await copyPicture(of);
    notifications.show({ message: tr('Picture copied') });
  } catch (error) {
    const refused = error instanceof DOMException || !('ClipboardItem' in globalThis);
    const words = refused ? tr('This window may not write to the clipboard') : wordsOf(error);
    notifications.show({ title: tr('Nothing was copied'), message: words, color: 'red' });
  }
}

async function copyNumbers(station: Station, spec: TrendSpec, window: TimeWindow): Promise<void> {
  try {
    const { history } = await readPicture(station, spec, window, 10_000);
    const labels = new Map(spec.series.map(({ channel, label }) => [channel, label]));
    const lines = channelsOf(spec).map((channel) => ({
      label: labels.get(channel) ?? tr(channel.name),
      unit: channel.unit,
      history: history.get(channel) ?? null,
    }));
    const csv = windowCsv(lines, window);
    await copy(csv, `${csv.split('\r\n').length - 2} rows copied`);
  } catch (error) {
    notifications.show({ title: tr('Nothing was copied'), message: wordsOf(error), color: 'red' });
  }
}

async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notifications.show({ message: done });
  } catch {
    notifications.show({
      title: tr('Nothing was copied'),
      message: tr('This window may not write to the clipboard'),
      color: 'red',
    });
  }
}
