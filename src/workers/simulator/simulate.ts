import { setTimeout as wait } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import { takeWiredSetPoints } from './control/wired-set-points';
import { linkBroker } from './link-broker';
import { createFleet, startAges } from './fleet';
import type { Fleet } from './fleet';
import { plantPresets } from './plant/parameters';
import { createPlantClock } from './plant-clock';
import type { PlantClock } from './plant-clock';
import { createFleetRunner } from './run-fleet';
import type { FleetRunner } from './run-fleet';
import { readSimulateOptions, simulateHelp } from './simulate-options';
import type { SimulateOptions } from './simulate-options';
import { surePublish } from './sure-publish';

const hourMs = 3_600_000;
const reportEveryMs = 10_000;
/** Steps between two looks at the network. */
const stepsAtOnce = 50;
const drainMs = 5000;
/** The past is told as fast as the broker takes it. */
const pastSpeed = 100_000;

function say(words: string): void {
  process.stdout.write(`${words}\n`);
}

function complain(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** Hours the plant begins in the past: none at 1x, else as long as the youngest batch still has to run. */
function headStartMs(options: SimulateOptions): number {
  if (options.speed <= 1) return 0;
  return Math.max(...startAges(options).map((age) => plantPresets[options.preset].endH - age)) * hourMs;
}

/** A batch that begins to speak in the middle tells a twin too little; only a dialect with times can tell the rest. */
function bringsPast({ speed, noPast, dialect }: SimulateOptions): boolean {
  return speed <= 1 && !noPast && dialect !== 'pichia';
}

function report(fleet: Fleet, clock: PlantClock, runner: FleetRunner, speed: number): void {
  const { sent, acknowledged } = runner.counts;
  const pace = clock.caughtUp() ? '1x, in step with the clock' : `${speed}x`;
  const ages = fleet
    .ages()
    .slice(0, 8)
    .map((age) => age.toFixed(1))
    .join(', ');
  say(`hour ${ages} at ${pace}; ${acknowledged} of ${sent} messages taken by the broker`);
}

async function run(options: SimulateOptions): Promise<number> {
  const ending = { stop: false, failed: false };
  process.on('SIGINT', () => (ending.stop = true));
  process.on('SIGTERM', () => (ending.stop = true));
  const client = linkBroker(options, { say, complain, giveUp: () => (ending.failed = true) });
  const startedAt = Date.now();
  const past = bringsPast(options);
  const plantStart = startedAt - headStartMs(options);
  const fleet = createFleet({ ...options, past }, plantStart);
  const clock = past
    ? createPlantClock(startedAt, startedAt - Math.max(...startAges(options)) * hourMs, pastSpeed)
    : createPlantClock(startedAt, plantStart, options.speed);
  takeWiredSetPoints(client, (...setPoint) => fleet.setPoint(...setPoint), say);
  introduce(options, plantStart, past);
  const publish = surePublish(client);
  const runner = createFleetRunner(fleet, clock, ({ topic, payload }, retain, done) =>
    publish(topic, payload, { qos: retain ? 1 : options.qos, retain: retain || options.retain }, done),
  );
  const until = options.durationS === undefined ? Infinity : startedAt + options.durationS * 1000;
  let reportAt = startedAt + reportEveryMs;
  let wasCaughtUp = clock.caughtUp();
  while (!ending.stop && !ending.failed && Date.now() < until) {
    const more = runner.advance(Date.now(), stepsAtOnce);
    if (clock.caughtUp() && !wasCaughtUp) {
      say('The plant has caught up with the clock and goes on at 1x.');
      wasCaughtUp = true;
    }
    if (Date.now() >= reportAt) {
      report(fleet, clock, runner, past ? pastSpeed : options.speed);
      reportAt = Date.now() + reportEveryMs;
    }
    await wait(more ? 0 : 5);
  }
  await close(client, runner, ending.failed);
  report(fleet, clock, runner, past ? pastSpeed : options.speed);
  return ending.failed ? 1 : 0;
}

function introduce(options: SimulateOptions, plantStart: number, past: boolean): void {
  const plural = options.units === 1 ? 'reactor' : 'reactors';
  say(
    `SIMULATED: ${options.units} ${plural} (${options.preset}), dialect ${options.dialect}, seed ${options.seed}.`,
  );
  if (past) say('First the hours before: a station that listens by now has the whole batch.');
  if (options.speed <= 1) return;
  say(
    `Plant time begins at ${new Date(plantStart).toISOString()} and runs at ${options.speed}x until it is now.`,
  );
  if (options.dialect === 'pichia') {
    complain(
      'The pichia dialect carries no time: a receiver takes these readings for a plant that really is so fast.',
    );
  }
}

/** Waits a little for what the broker still has to acknowledge, then hangs up. */
async function close(client: MqttClient, runner: FleetRunner, failed: boolean): Promise<void> {
  const until = Date.now() + (failed ? 0 : drainMs);
  while (runner.counts.acknowledged < runner.counts.sent && client.connected && Date.now() < until) {
    await wait(10);
  }
  await client.endAsync(true);
}

async function main(): Promise<number> {
  const read = readSimulateOptions(process.argv.slice(2));
  switch (read.kind) {
    case 'help':
      say(simulateHelp);
      return 0;
    case 'wrong':
      complain(`${read.words}\nTry --help.`);
      return 2;
    case 'run':
      return run(read.options);
    default:
      return read satisfies never;
  }
}

process.exitCode = await main();
