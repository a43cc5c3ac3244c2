import { useMemo } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { useCommands } from '../../app/commands';
import { usePick, useTrendGroup } from '../../ui/chart/trend-context';
import { meantChannel } from './explain-words';
import { tr } from '../../strings/translate';

/** The key E: how was the value computed that the focus or the pointer is on, at the cursor or now. */
export function ExplainCommand({ channels }: { readonly channels: readonly Channel[] }) {
  const { view } = useTrendGroup();
  const pick = usePick();
  const commands = useMemo(
    () => [
      {
        id: 'explain-value',
        title: tr('How was this value computed'),
        group: tr('Unit'),
        keys: 'e',
        hint: tr('Of the row or panel that has the focus or the pointer'),
        run: () => {
          const channel = meantChannel(tagsAtHand(document), channels);
          if (channel) pick?.(channel, view.cursor());
        },
      },
    ],
    [channels, pick, view],
  );
  useCommands(commands);
  return null;
}

/** Tags of the row or panel under the pointer, then of the one with the focus. */
function tagsAtHand(page: Document): string[] {
  const places = [
    '[data-tag]:hover',
    '[data-tags]:hover',
    '[data-tag]:focus-within',
    '[data-tags]:focus-within',
  ];
  return places.flatMap((selector) => {
    const place = page.querySelector<HTMLElement>(selector);
    return (place?.dataset['tag'] ?? place?.dataset['tags'] ?? '').split(' ').filter((tag) => tag !== '');
  });
}
