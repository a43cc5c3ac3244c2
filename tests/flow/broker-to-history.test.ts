import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

describe.skipIf(mosquittoMissing)(titleWithMosquitto('from the broker to history'), () => {
  let broker: Mosquitto;
  let plant: MqttClient;
  let station: StationUnderTest;
  const say = (topic: string, payload: string | Buffer): Promise<unknown> =>
    plant.publishAsync(topic, payload, { qos: 1 });

  beforeAll(async () => {
    broker = await startMosquitto();
    station = await startStation(broker.url);
    plant = await connectAsync(broker.url);
    await station.until(
      () => station.client.connections.list(),
      ([connection]) => connection?.status.state === 'online',
    );
  });

  afterAll(async () => {
    await plant?.endAsync();
    await station?.close();
    await broker?.stop();
  });

  it('records every dialect, each unit made from its first reading', async () => {
    const from = Date.now();
    const iso = new Date(from).toISOString();
    await say('bioprocess/pichia/vessel1/sensors/temperature/broth', '30.02');
    await say(
      'orc/02:B1:0B:00:00:01/data/controllers/ph/43',
      JSON.stringify({
        timestamp: iso,
        name: 'pH',
        pv: 5.01,
        setpoint: 5,
        output: 0.4,
        unit: '',
        fault: false,
        message: '',
      }),
    );
    await say(
      'orcs/dev/02:B1:0B:00:00:02/sensors/do/0',
      JSON.stringify({ timestamp: iso, name: 'DO', value: 41.5, unit: '%', online: true }),
    );
    await say('bt/R7/OD', JSON.stringify({ t: from, v: 12.34, q: 0, seq: 1, u: 'AU' }));
    const units = await station.until(
      () => station.client.units.list(),
      (list) => list.length === 4,
    );
    const newest = await Promise.all(units.map(({ id }) => station.client.units.current({ id })));
    expect(
      newest.map(({ id, values }) => [id, values[0]?.tag, values[0]?.value, values[0]?.quality]),
    ).toEqual([
      ['02-B1-0B-00-00-01', 'pH', 5.01, 'good'],
      ['02-B1-0B-00-00-02', 'DO', 41.5, 'good'],
      ['R7', 'OD', 12.34, 'good'],
      ['vessel1', 'Temp_Broth', 30.02, 'good'],
    ]);
    const { t, mean } = await station.until(
      () => station.raw('R7/OD', from - 1000, from + 1000),
      (columns) => columns.t.length > 0,
    );
    expect([[...t], [...mean]]).toEqual([[from], [12.34]]);
  });

  it('takes bad input with a reason, and goes on', async () => {
    const t = Date.now();
    const bad: [string, string | Buffer][] = [
      ['bt/R8/pH', ''],
      ['bt/R8/pH', Buffer.alloc(1_000_000, 0x37)],
      ['bt/R8/pH', Buffer.from([0xff, 0xfe, 0x00])],
      ['bt/R8/pH', '{"t":1,"v":'],
      ['bt/R8/pH', JSON.stringify({ t, v: 'five' })],
      ['bt/R8/pH', JSON.stringify({ v: 5 })],
      ['bt/R8/pH', JSON.stringify({ t, v: 5, u: 'mV', extra: { deep: [1] } })],
      ['bt/R8/pH', '{"t":' + t + ',"v":1e400}'],
      ['bioprocess/pichia/vessel8/sensors/pH', 'nan'],
      ['bioprocess/pichia/vessel8/sensors/pH', 'inf'],
      ['bioprocess/pichia/vessel8/sensors/pH', '99'],
      ['bt/R8/DO', JSON.stringify({ t: 1, v: 40, q: 0, seq: 1 })],
      ['bt/R8/OD', JSON.stringify({ t: t + 90_000_000_000, v: 41, q: 0, seq: 2 })],
    ];
    for (const [topic, payload] of bad) await say(topic, payload);
    await say('bt/R8/pH', JSON.stringify({ t: t + 4000, v: 5.5, q: 0, seq: 9, u: '' }));
    const good = await station.until(
      () => station.client.units.list(),
      (list) => list.some((unit) => unit.id === 'vessel8') && list.some((unit) => unit.id === 'R8'),
    );
    const r8 = good.find((unit) => unit.id === 'R8')?.id;
    const vessel8 = good.find((unit) => unit.id === 'vessel8')?.id;
    if (!r8 || !vessel8) throw new Error('The units of the test are missing');
    const { values } = await station.until(
      () => station.client.units.current({ id: r8 }),
      (answer) => answer.values.some((value) => value.tag === 'pH' && value.value === 5.5),
    );
    expect(values.map(({ tag, value, quality, reason }) => [tag, value, quality, reason])).toEqual([
      ['pH', 5.5, 'good', 'Good'],
      ['DO', 40, 'uncertain', 'Source time impossible: time of arrival used'],
      ['OD', 41, 'uncertain', 'Source time impossible: time of arrival used'],
    ]);
    expect((await station.client.units.current({ id: vessel8 })).values[0]).toMatchObject({
      value: 99,
      quality: 'bad',
    });
    const [connection] = await station.client.connections.list();
    expect(connection?.status.refused).toMatchObject({
      'too-large': 1,
      'not-json': expect.any(Number) as number,
    });
  });

  it('shows unknown topics, bounded, and feeds a channel once one is mapped', async () => {
    for (let n = 0; n < 1200; n += 1) await say(`plant/strange/${n}`, '1');
    const [connection] = await station.client.connections.list();
    if (!connection) throw new Error('The connection of the test is missing');
    const seen = await station.until(
      () => station.client.connections.unmapped({ id: connection.id }),
      ({ topics, more }) => topics.length + more >= 1200,
    );
    expect(seen.topics.length).toBeLessThanOrEqual(1000);
    const topic = seen.topics.find((candidate) => candidate.topic.startsWith('plant/strange/'));
    const channel = (await station.client.units.list()).find((unit) => unit.id === 'R7')?.channels[0];
    if (!topic || !channel) throw new Error('Nothing to map');
    await station.client.connections.map({
      connectionId: connection.id,
      unitKey: topic.unitKey,
      tag: topic.tag,
      channelId: channel.id,
    });
    await say(topic.topic, '33.3');
    const { values } = await station.until(
      () => station.client.units.current({ id: channel.unitId }),
      (answer) => answer.values[0]?.value === 33.3,
    );
    expect(values[0]).toMatchObject({ tag: 'OD', value: 33.3 });
  });
});
