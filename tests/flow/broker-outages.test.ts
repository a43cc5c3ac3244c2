import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

const outages = 20;
const perRound = 25;

describe.skipIf(mosquittoMissing)(titleWithMosquitto('twenty broker outages'), () => {
  let broker: Mosquitto;
  let plant: MqttClient;
  let station: StationUnderTest;

  beforeAll(async () => {
    broker = await startMosquitto({ lines: ['persistence true', 'max_queued_messages 0'] });
    station = await startStation(broker.url);
  });

  afterAll(async () => {
    await plant?.endAsync(true);
    await station?.close();
    await broker?.stop();
  });

  it('lose no message the broker took, and store none twice', { timeout: 180_000 }, async () => {
    const start = Date.now() - 3_600_000;
    let sent = 0;
    await station.until(
      () => station.client.connections.list(),
      ([connection]) => connection?.status.state === 'online',
    );
    for (let outage = 0; outage < outages; outage += 1) {
      plant = await connectAsync(broker.url);
      // A resolved QoS 1 publish is a message the broker has taken.
      for (let n = 0; n < perRound; n += 1) {
        await plant.publishAsync(
          'bt/R1/pH',
          JSON.stringify({ t: start + sent * 1000, v: sent / 100, q: 0, seq: sent }),
          {
            qos: 1,
          },
        );
        sent += 1;
      }
      await plant.endAsync(true);
      await broker.stop();
      await broker.start();
    }
    const columns = await station.until(
      () => station.raw('R1/pH', start, start + sent * 1000).catch(() => null),
      (answer) => answer?.t.length === sent,
      120_000,
    );
    expect([...(columns?.t ?? [])]).toEqual(Array.from({ length: sent }, (_, i) => start + i * 1000));
  });
});
