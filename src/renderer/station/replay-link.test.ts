import { expect, it } from 'vitest';
import { ORPCError } from '@orpc/client';
import { contract } from '../../shared/contract/contract';
import { batchIdSchema } from '../../shared/model/identity';
import { createReplayLink } from './replay-link';

function linked() {
  const asked: [string, unknown][] = [];
  const link = createReplayLink({
    real: {
      call: async (path, input) => {
        asked.push([path.join('.'), input]);
        return [
          { id: 'A', at: 50, inoculatedAt: 1, endedAt: 200 },
          { id: 'B', at: 150, inoculatedAt: 150 },
        ];
      },
    },
    client: { replays: { state: async () => ({ unit: { id: 'R1' }, alarms: { alarms: [] } }) } } as never,
    batchId: batchIdSchema.parse('A'),
    at: () => 100,
    told: () => undefined,
  });
  const call = (verb: string, input: unknown = {}) => link.call(verb.split('.'), input, { context: {} });
  return { asked, call };
}

it('lets no verb through that is not a read, however many there will be', async () => {
  const { asked, call } = linked();
  const refused: string[] = [];
  for (const [noun, its] of Object.entries(contract))
    for (const name of Object.keys(its)) {
      const route = (its as unknown as Record<string, { '~orpc': { route: { method: string } } }>)[name];
      try {
        await call(`${noun}.${name}`);
      } catch (error) {
        expect(error).toBeInstanceOf(ORPCError);
        refused.push(`${noun}.${name}`);
        expect(route?.['~orpc'].route.method).not.toBe('GET');
      }
    }
  for (const verb of [
    'alarms.acknowledge',
    'records.submit',
    'batches.end',
    'comparisons.makeGolden',
    'live.pull',
    'signing.sign',
    'reports.print',
  ])
    // prettier-ignore
    expect(refused).toContain(verb);
  expect(asked.map(([verb]) => verb).filter((verb) => refused.includes(verb))).toEqual([]);
});

it('tells nothing of what is still to come', async () => {
  const { asked, call } = linked();
  await call('series.read', { channels: [], from: 10, to: 500, widthPx: 10 });
  await call('units.current', { id: 'R1' });
  expect(asked.map(([, input]) => input)).toEqual([
    { channels: [], from: 10, to: 100, widthPx: 10 },
    { id: 'R1', at: 100 },
  ]);
  expect(await call('events.list')).toHaveLength(1);
  expect(await call('batches.summaries')).toEqual([
    { id: 'A', at: 50, inoculatedAt: 1, endedAt: null, plantNow: 100 },
  ]);
});
