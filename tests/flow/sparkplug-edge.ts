import { connectAsync, type MqttClient } from 'mqtt';
import { decodePayload } from '../../drivers/sparkplug/decode-payload';
import { encodePayload } from '../../drivers/sparkplug/encode-payload';
import type { Metric } from '../../drivers/sparkplug/payload';

export interface EdgeUnderTest {
  readonly client: MqttClient;
  /** NBIRTH and a DBIRTH of every device. */
  bear(): Promise<void>;
  data(device: string, metrics: readonly Metric[]): Promise<void>;
  /** Times a host asked for births. */
  readonly asked: () => number;
  /** Gone without a word: the broker speaks the will. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

/** An edge node on a real broker that answers a request for births by itself. */
export async function startEdge(
  url: string,
  node: string,
  bdSeq: number,
  devices: Readonly<Record<string, readonly Metric[]>>,
): Promise<EdgeUnderTest> {
  let seq = 0;
  let asked = 0;
  const session: Metric = { name: 'bdSeq', type: 'Int64', value: BigInt(bdSeq) };
  const client = await connectAsync(url, {
    reconnectPeriod: 0,
    will: {
      topic: `spBv1.0/plant/NDEATH/${node}`,
      payload: Buffer.from(encodePayload({ timestamp: 1, metrics: [session] })),
      qos: 1,
      retain: false,
    },
  });
  const say = async (kind: string, device: string | null, metrics: readonly Metric[]): Promise<void> => {
    const payload = encodePayload({ timestamp: Date.now(), seq, metrics });
    seq = (seq + 1) % 256;
    const place = device === null ? node : `${node}/${device}`;
    await client.publishAsync(`spBv1.0/plant/${kind}/${place}`, Buffer.from(payload), { qos: 0 });
  };
  const bear = async (): Promise<void> => {
    seq = 0;
    await say('NBIRTH', null, [session, { name: 'Node Control/Rebirth', type: 'Boolean', value: false }]);
    for (const [device, metrics] of Object.entries(devices)) await say('DBIRTH', device, metrics);
  };
  client.on('message', (_topic, bytes) => {
    const decoded = decodePayload(bytes);
    const wanted =
      'payload' in decoded &&
      decoded.payload.metrics.some(({ name, value }) => name === 'Node Control/Rebirth' && value === true);
    if (!wanted) return;
    asked += 1;
    void bear();
  });
  await client.subscribeAsync(`spBv1.0/plant/NCMD/${node}`, { qos: 1 });
  return {
    client,
    bear,
    data: (device, metrics) => say('DDATA', device, metrics),
    asked: () => asked,
    kill: () =>
      new Promise((resolve) => {
        client.once('close', () => resolve());
        client.stream.destroy();
      }),
    end: async () => {
      if (client.connected) await client.endAsync();
    },
  };
}
