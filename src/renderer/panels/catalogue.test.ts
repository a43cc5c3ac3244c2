import { expect, it } from 'vitest';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import type { Channel } from '../../shared/model/channel';
import { panelCatalogue } from './catalogue';
import { specFor } from './panel-definition';

const known = new Set(catalogueFor('15L').map((channel) => channel.tag));

it('names only channels that exist, and every panel once', () => {
  const lines = panelCatalogue.flatMap(({ left, right }) => [...left.lines, ...(right?.lines ?? [])]);
  const tags = lines.flatMap(({ tag, band }) => (band ? [tag, band.low, band.high] : [tag]));
  expect(tags.filter((tag) => !known.has(tag))).toEqual([]);
  expect(new Set(panelCatalogue.map((panel) => panel.id)).size).toBe(panelCatalogue.length);
});

it('shows a panel with what the unit has, and none without', () => {
  const gas = panelCatalogue.find((panel) => panel.id === 'gas')!;
  const inlet = { tag: 'Gas_Flow_Inlet' } as Channel;
  const spec = specFor(gas, [inlet]);
  expect([spec?.series.map((one) => one.channel.tag), spec?.right]).toEqual([['Gas_Flow_Inlet'], null]);
  expect(specFor(gas, [])).toBeNull();
});
