import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { connectHost } from '../entry';
import type { HostLink, WorkerPort } from '../entry';
import { stderrLog } from '../log';
import { createDemoControl } from './control/demo-control';
import type { DemoControl } from './control/demo-control';
import { followCommands } from './control/follow-commands';
import { openScenarios } from './control/scenario-file';
import { readSetPoint, saidPayload, saidTopic } from './control/set-point-topic';
import { startDemoBroker } from './demo/demo-broker';
import type { DemoBroker } from './demo/demo-broker';
import { DemoPlant } from './demo/demo-plant';
import { resumePlan } from './demo/demo-plan';
import { readPlan, writePlan } from './demo/plan-file';
import { stationClient } from './demo/station-client';

const initSchema = z.object({ dataDir: z.string().min(1), seed: z.number().int() });
const log = stderrLog('simulator');
const retryMs = 2000;

interface RunningDemo {
  readonly plant: DemoPlant;
  readonly control: DemoControl;
  readonly broker: DemoBroker;
  readonly stop: () => Promise<void>;
}

async function startDemo(init: z.infer<typeof initSchema>): Promise<RunningDemo> {
  const file = join(init.dataDir, 'demo-plan.json');
  const now = (): number => Date.now();
  const plan = resumePlan(readPlan(file, log), init.seed, now());
  const broker = await startDemoBroker(plan.brokerPort ?? 0, now);
  const plant = new DemoPlant(
    { ...plan, brokerPort: broker.port },
    { broker, now, pause: () => turn(), save: (changed) => writePlan(file, changed), log },
  );
  plant.save();
  let timer: NodeJS.Timeout | undefined;
  // a little after each full second, so that the second that has just ended is published at once
  const beat = (): void => {
    timer = setTimeout(
      () => {
        plant.tick();
        beat();
      },
      1000 - (now() % 1000) + 1,
    );
  };
  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    plant.save();
    await broker.close();
  };
  const scenarios = openScenarios(join(init.dataDir, 'simulator-scenarios.json'), log);
  const control = createDemoControl(plant, scenarios, now);
  await plant.bringUp();
  beat();
  takeSetPoints(broker, control);
  return { plant, control, broker, stop };
}

/** Set points over MQTT, on the simulator's own topics of its own broker. */
function takeSetPoints(broker: DemoBroker, control: DemoControl): void {
  broker.onSetPoint(({ topic, payload }) => {
    const read = readSetPoint(topic, payload);
    if (!read) return;
    const problem = 'words' in read ? read.words : control.wiredSetPoint(read.unit, read.name, read.value);
    broker.publish({ topic: saidTopic(topic), payload: saidPayload(problem) }, false);
  });
}

/** Joins the newest station there is, again and again until it works or a newer one comes. */
function follow(host: HostLink, demo: Promise<RunningDemo>): void {
  const current: { port?: WorkerPort } = {};
  const attempt = async (port: WorkerPort, station: ReturnType<typeof stationClient>): Promise<void> => {
    const { plant, control } = await demo;
    if (port !== current.port) return;
    try {
      await plant.join(station);
      void followCommands(station, control, () => port === current.port, log);
    } catch (error) {
      log('warn', 'The station did not take the demo plant yet', { error: String(error) });
      setTimeout(() => void attempt(port, station), retryMs);
    }
  };
  host.onPort((as, port) => {
    if (as !== 'station') return;
    current.port = port;
    attempt(port, stationClient(port)).catch(() => undefined);
  });
}

function main(): void {
  const host = connectHost();
  host.onInit((init) => {
    const demo = startDemo(initSchema.parse(init));
    follow(host, demo);
    demo.then(
      ({ broker }) => host.tell({ kind: 'ready', facts: { brokerPort: broker.port } }),
      (error: unknown) => host.tell({ kind: 'fatal', words: `The demo plant cannot run: ${String(error)}` }),
    );
    host.onStop(() => {
      void demo
        .then(({ stop }) => stop())
        .catch((error: unknown) =>
          log('error', 'The demo plant did not stop cleanly', { error: String(error) }),
        )
        .finally(() => host.tell({ kind: 'stopped' }));
    });
  });
}

main();
