import { describe, expect, it } from 'vitest';
import type { OwnMessage } from '../../../../drivers/mqtt/open';
import { decodePayload } from '../../../../drivers/sparkplug/decode-payload';
import { encodePayload } from '../../../../drivers/sparkplug/encode-payload';
import { createSparkplugHost } from '../../../../drivers/sparkplug/host';
import { encodeHostState } from '../../../../drivers/sparkplug/host-state';
import type { Payload } from '../../../../drivers/sparkplug/payload';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { batchIdSchema, channelId, unitIdSchema } from '../../../shared/model/identity';
import { newUnit } from '../../../shared/model/process-unit';
import type { BridgedReading } from './bridged-reading';
import { createEdgePublisher } from './edge-publisher';
import type { BridgedUnit, Publisher } from './publisher';

const unitId = unitIdSchema.parse('R1');
const channelOf = (tag: string, series: number): BridgedUnit['channels'][number] => {
  const definition = catalogueFor('15L').find((one) => one.tag === tag);
  if (!definition) throw new Error(tag);
  return {
    channel: { ...definition, id: channelId(unitId, tag), series, unitId },
    newest: { t: 900, value: 7, quality: 0 },
  };
};
const reading = (
  tag: string,
  series: number,
  t: number,
  value: number | null,
  quality = 0,
): BridgedReading => ({
  unitId,
  tag,
  series,
  unit: '',
  t,
  value,
  quality,
});

/** A publisher on a broker that takes everything, and what it said. */
function edge(primaryHost: string, channels = [channelOf('pH', 3)]) {
  const said: (OwnMessage & { payload: Uint8Array })[] = [];
  const told: string[] = [];
  let now = 1000;
  const units: BridgedUnit[] = [
    {
      unit: newUnit(unitId, '15L', true),
      batch: {
        id: batchIdSchema.parse('B-1'),
        unitId,
        name: 'First',
        inoculatedAt: 500,
        endedAt: null,
        simulated: true,
      },
      channels,
    },
  ];
  const publisher: Publisher = createEdgePublisher({ group: 'g', node: 'n', primaryHost }, 7, {
    units: () => units,
    now: () => now,
    wake: () => undefined,
    again: () => told.push('again'),
    restart: () => told.push('restart'),
  });
  const payloadOf = ({ payload }: OwnMessage): Payload => {
    const decoded = decodePayload(payload);
    if ('refused' in decoded) throw new Error(decoded.refused);
    return decoded.payload;
  };
  return {
    publisher,
    said,
    told,
    channels,
    at: (t: number) => (now = t),
    begin: () => publisher.begin((message) => Promise.resolve(void said.push(message))),
    kinds: () => said.map(({ topic }) => topic.split('/')[2]),
    payloads: () => said.map(payloadOf),
    state: (online: boolean, timestamp: number) =>
      publisher.message('spBv1.0/STATE/scada', encodeHostState({ online, timestamp })),
  };
}

describe('a Sparkplug edge node', () => {
  it('is born, sends by alias in one sequence, and says it is simulated and what runs', async () => {
    const one = edge('');
    one.begin();
    one.at(2000);
    await one.publisher.send([
      reading('pH', 3, 950, 7.1),
      reading('pH', 3, 2000, null, 9),
      reading('pH', 3, 2001, 7.2, 4),
    ]);
    expect(one.kinds()).toEqual(['NBIRTH', 'DBIRTH', 'DDATA']);
    expect(one.payloads().map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(one.payloads()[2]?.metrics).toEqual([
      // From before the birth: it waited.
      { alias: 3n, timestamp: 950, type: 'Double', historical: true, value: 7.1 },
      { alias: 3n, timestamp: 2000, type: 'Double', properties: { Quality: 0, btQuality: 9 }, value: null },
      { alias: 3n, timestamp: 2001, type: 'Double', properties: { Quality: 64, btQuality: 4 }, value: 7.2 },
    ]);
    // Our own host understands it.
    const host = createSparkplugHost({ rebirth: true, unitNames: 'device' });
    const steps = one.said.map(({ topic, payload }) => host.receive(topic, payload, 3000));
    expect(steps[1]?.batch).toEqual({
      unitKey: 'R1',
      batchId: 'B-1',
      name: 'First',
      inoculatedAt: 500,
      endedAt: null,
      simulated: true,
    });
    expect(steps.flatMap(({ readings }) => readings.map(({ tag, value }) => [tag, value]))).toEqual([
      ['pH', 7],
      ['pH', 7.1],
      ['pH', null],
      ['pH', 7.2],
    ]);
    expect(steps.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
  });

  it('declares a new channel before it sends it, and everything anew when it is asked', async () => {
    const one = edge('');
    one.begin();
    one.channels.push(channelOf('DO', 4));
    await one.publisher.send([reading('DO', 4, 1001, 40)]);
    const command = encodePayload({
      timestamp: 1,
      metrics: [{ name: 'Node Control/Rebirth', type: 'Boolean', value: true }],
    });
    one.publisher.message('spBv1.0/g/NCMD/n', encodePayload({ timestamp: 1, metrics: [] }));
    one.publisher.message('spBv1.0/g/NCMD/n', command);
    expect(one.kinds()).toEqual(['NBIRTH', 'DBIRTH', 'DBIRTH', 'DDATA', 'NBIRTH', 'DBIRTH']);
    expect(one.payloads().map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 0, 1]);
    // A rebirth is the same session.
    const sessions = one.payloads().flatMap(({ metrics }) => metrics.filter(({ name }) => name === 'bdSeq'));
    expect(sessions.map(({ value }) => value)).toEqual([7n, 7n]);
  });

  it('waits for its primary host, starts over with each of its sessions, and ends its own when it leaves', () => {
    const one = edge('scada');
    one.begin();
    expect(one.kinds()).toEqual([]);
    expect(one.publisher.waitsFor()).toContain('"scada"');
    one.state(false, 50);
    expect(one.told).toEqual([]);
    one.state(true, 100);
    expect([one.publisher.waitsFor(), one.kinds()]).toEqual(['', ['NBIRTH', 'DBIRTH']]);
    // The same session told again, and a will of an earlier one.
    one.state(true, 100);
    one.state(false, 50);
    expect([one.told, one.said.length]).toEqual([[], 2]);
    one.state(true, 200);
    expect([one.told, one.said.length]).toEqual([['again'], 4]);
    one.state(false, 200);
    expect(one.told).toEqual(['again', 'restart']);
    one.publisher.leave((message) => Promise.resolve(void one.said.push(message)));
    expect(one.kinds().at(-1)).toBe('NDEATH');
    expect(one.payloads().at(-1)?.metrics).toMatchObject([{ name: 'bdSeq', value: 7n }]);
  });
});
