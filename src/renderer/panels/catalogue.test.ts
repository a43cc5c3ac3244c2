import { expect, it } from 'vitest';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import type { Channel } from '../../shared/model/channel';
import { panelCatalogue } from './catalogue';
import { specFor } from './panel-definition';

const known = new Set(catalogueFor('15L').map((channel) => channel.tag));

it('names only channels that exist, and every panel once', () => {
  const lines = panelCatalogue.flatMap(({ left, right }) => [...left.lines, ...(right?.lines ?? [])]);
  const tags = lines.flatMap(({ tag, band, withheld }) => [
    tag,
    ...Object.values(band ?? {}),
    ...(withheld ? [withheld.witness] : []),
  ]);
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

it('draws a deviation as a band of two to either side, and none where the unit has no such channel', () => {
  const metabolism = panelCatalogue.find((panel) => panel.id === 'metabolism')!;
  const [our, sigma, rq] = ['OUR', 'OUR_sigma', 'RQ'].map((tag) => ({ tag }) as Channel);
  const spec = specFor(metabolism, [our!, sigma!, rq!]);
  expect(spec?.series.map(({ band, withheld }) => [band, withheld])).toEqual([
    [{ kind: 'sigma', sigma, times: 2 }, null],
    [null, { words: 'low signal', witness: our }],
  ]);
});
