import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletenessCheck } from '../../src/shared/contract/completeness';
import type { Hole } from '../../src/shared/model/hole';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';

const everyMs = 200;
const channels = ['R1/pH'];

describe.skipIf(mosquittoMissing)(titleWithMosquitto('holes and their causes'), () => {
  let broker: Mosquitto;
  let station: HeadlessStation;
  let dataDir = '';
  let plant: MqttClient;
  let sending: NodeJS.Timeout | undefined;

  /** Publishes by its own clock, as a controller does; what it says while the broker is away is lost. */
  const send = (): void => {
    sending = setInterval(() => {
      if (!plant.connected) return;
      for (const tag of ['pH', 'DO'])
        plant.publish(`bt/R1/${tag}`, JSON.stringify({ t: Date.now(), v: 5, q: 0 }), { qos: 0 });
    }, everyMs);
  };
  const start = async (): Promise<void> => {
    station = await startHeadless(['--no-demo', '--broker', broker.url], dataDir);
  };
  const post = async <T>(path: string, to: number): Promise<T> => {
    const answer = await fetch(`${station.origin}/api/v1/completeness/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channels, from: 1, to }),
    });
    return (await answer.json()) as T;
  };
  const holesWhere = async (satisfied: (holes: readonly Hole[]) => boolean): Promise<readonly Hole[]> => {
    const end = Date.now() + 40_000;
    for (;;) {
      const { holes = [] } = await post<{ holes?: Hole[] }>('holes', Date.now() + 60_000);
      if (satisfied(holes)) return holes;
      if (Date.now() > end) throw new Error(`Not in 40 s: ${JSON.stringify(holes)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  /** So long that no delay of a busy machine is taken for it. */
  const outage = (cause: Hole['cause']) =>
    holesWhere((holes) => {
      const last = holes.at(-1);
      return last?.open === true && last.cause === cause && last.to - last.from > 6000;
    });
  const closed = (count: number) =>
    holesWhere((holes) => holes.length === count && holes.every(({ open }) => !open));

  beforeAll(async () => {
    broker = await startMosquitto();
    dataDir = await makeDataDir();
    await start();
    plant = await connectAsync(broker.url, { reconnectPeriod: 200, queueQoSZero: false });
    send();
  }, 60_000);

  afterAll(async () => {
    clearInterval(sending);
    await plant?.endAsync(true);
    await station?.stop();
    await broker?.stop();
    await removeDataDir(dataDir);
  });

  it('are listed once each: plant silent, broker stopped, station killed', { timeout: 180_000 }, async () => {
    const begun = Date.now();
    await closed(0);
    await holesWhere(() => Date.now() - begun > 5000);
    const silentAt = Date.now();
    clearInterval(sending);
    await outage('source-down');
    const heardAt = Date.now();
    send();
    expectHole((await closed(1)).at(0), 'source-down', silentAt, heardAt);

    const stoppedAt = Date.now();
    await broker.stop();
    await outage('broker-down');
    await broker.start();
    const upAt = Date.now();
    expectHole((await closed(2)).at(1), 'broker-down', stoppedAt, upAt);

    const killedAt = Date.now();
    await station.stop('SIGKILL');
    while (Date.now() - killedAt < 8000) await new Promise((resolve) => setTimeout(resolve, 100));
    await start();
    const startedAt = Date.now();
    expectHole((await closed(3)).at(2), 'station-down', killedAt, startedAt);
    const [checked] = await post<CompletenessCheck[]>('check', Date.now());
    expect(checked).toMatchObject({ unexplained: [], untrue: [] });
  });
});

/** Within a few periods, and the seconds both ends of a broken connection take to find each other again. */
function expectHole(hole: Hole | undefined, cause: Hole['cause'], from: number, to: number): void {
  expect(hole).toMatchObject({ cause, fill: null });
  expect(Math.abs((hole?.from ?? 0) - from)).toBeLessThan(3000);
  expect((hole?.to ?? 0) - to).toBeGreaterThan(-3000);
  expect((hole?.to ?? 0) - to).toBeLessThan(10_000);
}
