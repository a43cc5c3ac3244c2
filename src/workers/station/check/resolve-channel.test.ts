import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import { catalogueFor, measuredTags } from '../../../shared/model/channel-catalogue';
import type { ChannelMapping } from '../../../shared/model/connection';
import { channelId, connectionIdSchema, unitIdSchema } from '../../../shared/model/identity';
import orcOldMap from '../../../../resources/channel-maps/orc-old.json';
import orcMap from '../../../../resources/channel-maps/orc.json';
import pichiaMap from '../../../../resources/channel-maps/pichia.json';
import { defaultTags } from './channel-map';
import { createResolver, type Resolution, type ResolverFacts } from './resolve-channel';

const connection = { id: connectionIdSchema.parse('plant') };
const unit = (id: string): { id: Channel['unitId'] } => ({ id: unitIdSchema.parse(id) });

function channelsOf(unitId: string): Channel[] {
  return catalogueFor('15L').map((definition, index) => ({
    ...definition,
    id: channelId(unitId, definition.tag),
    series: index + 1,
    unitId: unitIdSchema.parse(unitId),
  }));
}

const facts: ResolverFacts = {
  connection,
  mappings: [],
  units: [unit('vessel1'), unit('new')],
  channels: channelsOf('vessel1'),
};

function byHand(unitKey: string, tag: string, to: string): ChannelMapping {
  const [unitId = '', target = ''] = to.split('/');
  return { connectionId: connection.id, unitKey, tag, channelId: channelId(unitId, target) };
}

function words(resolution: Resolution): string {
  if (resolution.kind === 'channel') return resolution.channel.id;
  const tag = resolution.kind === 'unknown-tag' ? '' : `/${resolution.tag}`;
  return `${resolution.kind} ${resolution.unitId}${tag}`;
}

describe('the channel a reading belongs to', () => {
  it.each<[string, string, string | undefined, string]>([
    ['vessel1', 'temperature/broth', undefined, 'vessel1/Temp_Broth'],
    ['vessel1', 'Stir_PV', undefined, 'vessel1/Stir_PV'],
    ['vessel1', 'PH', undefined, 'vessel1/pH'],
    ['vessel1', 'sensors/temperature/1', undefined, 'vessel1/Temp_Broth'],
    ['vessel1', 'devices/50', 'OD', 'vessel1/OD'],
    ['vessel1', 'devices/51', ' broth  TEMPERATURE', 'vessel1/Temp_Broth'],
    // A name that says something else outweighs the address.
    ['vessel1', 'sensors/temperature/1', 'Jacket inlet', 'unknown-tag vessel1'],
    ['vessel1', 'telemetry/our', undefined, 'unknown-tag vessel1'],
    ['new', 'pH', undefined, 'new-channel new/pH'],
    ['R9', 'pH', undefined, 'unknown-unit R9/pH'],
    ['02:B1:0B:00:00:01', 'ph/0', undefined, 'unknown-unit 02-B1-0B-00-00-01/pH'],
    ['R9', 'garbage', undefined, 'unknown-tag null'],
    ['', 'lab/scale', undefined, 'unknown-tag null'],
    ['../..', 'pH', undefined, 'unknown-tag null'],
    ['µ reactor '.repeat(9), 'pH', undefined, 'unknown-unit reactor--reactor--reactor--react-09se5ua/pH'],
  ])('%s %s (%s) -> %s', (unitKey, tag, name, expected) => {
    expect(words(createResolver(facts)(unitKey, tag, name))).toBe(expected);
  });

  it('keeps names apart that differ only in letters an id cannot have', () => {
    const resolve = createResolver(facts);
    const ids = ['Kessel ä', 'Kessel ö', 'Kessel', 'ä', 'ö', '__proto__'].map((name) =>
      words(resolve(name, 'pH')),
    );
    expect(new Set(ids).size).toBe(6);
    expect(ids[2]).toBe('unknown-unit Kessel/pH');
  });

  it('lets a mapping by hand win, and keeps the default source out of that channel', () => {
    const resolve = createResolver({
      ...facts,
      mappings: [
        byHand('', 'lab/scale', 'vessel1/Weight'),
        byHand('vessel1', 'temperature/exhaust', 'vessel1/Temp_Broth'),
        byHand('vessel1', 'DO', 'gone/DO'),
        { ...byHand('vessel1', 'OD', 'vessel1/pH'), connectionId: connectionIdSchema.parse('other') },
      ],
    });
    expect(
      ['temperature/exhaust', 'temperature/broth', 'Weight', 'DO', 'OD'].map((tag) =>
        words(resolve('vessel1', tag)),
      ),
    ).toEqual([
      'vessel1/Temp_Broth',
      'unknown-tag vessel1',
      'unknown-tag vessel1',
      'vessel1/DO',
      'vessel1/OD',
    ]);
    expect(words(resolve('', 'lab/scale'))).toBe('vessel1/Weight');
  });

  it('does not write into the unit of another source', () => {
    const resolve = createResolver({ ...facts, reserved: new Set([unitIdSchema.parse('vessel1')]) });
    expect(words(resolve('vessel1', 'pH'))).toBe('unknown-unit vessel1-plant/pH');
  });

  it('stays small and right over ten thousand unknown units', () => {
    const resolve = createResolver(facts);
    for (let n = 0; n < 10_000; n += 1) resolve(`u${n}`, 'nothing');
    expect(words(resolve('vessel1', 'pH'))).toBe('vessel1/pH');
  });
});

describe('the default maps', () => {
  const maps = { pichiaMap, orcMap, orcOldMap };

  it('name channels that exist, each address once over all dialects', () => {
    const known = new Set(catalogueFor('15L').map(({ tag }) => tag));
    const targets = Object.values(maps).flatMap((map) => [
      ...Object.values(map.tags),
      ...Object.values(map.names),
    ]);
    expect(targets.filter((tag) => !known.has(tag))).toEqual([]);
    const addresses = Object.values(maps).flatMap((map) => Object.keys(map.tags));
    expect(addresses.length).toBe(new Set(addresses).size);
  });

  it('reach every channel a plant publishes', () => {
    expect(measuredTags.filter((tag) => defaultTags.get(tag) !== tag)).toEqual([]);
    expect(new Set(Object.values(orcOldMap.tags))).toEqual(new Set(measuredTags));
  });
});
