import { connectAsync } from 'mqtt';
import { parseArgs } from 'node:util';
import { endAll, pause, startBroker, startHeadless, tempDir, untilTrue } from './stage.mjs';
import { tortureWithOutages } from './torture-outages.mjs';

/**
 * Kills the station again and again at random moments while a plant publishes over a real Mosquitto, then reads
 * everything back: every message published must be in the store exactly once, and the files must be sound.
 * `npm run torture -- --rounds 200 --rate 2000`
 *
 * Or lets a live plant suffer outages of station, broker and network, none of which may leave anything unexplained:
 * `npm run torture -- --outages 20`
 */
const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    rate: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    outages: { type: 'string' },
    longest: { type: 'string', default: '30' },
  },
});
if (given.outages !== undefined) {
  const { outages: count, seed, longest: longestS } = given;
  process.exit(await tortureWithOutages({ count, seed, longestS }));
}
const rounds = Number(given.rounds);
const rate = Number(given.rate);
const random = seeded(Number(given.seed));
const tags = [
  'pH',
  'DO',
  'OD',
  'Stir_PV',
  'Temp_Broth',
  'Reactor_Pressure',
  'OffGas_CO2',
  'OffGas_O2',
  'Weight',
  'Gas_MFC_air',
];
const channels = ['R1', 'R2'].flatMap((unit) => tags.map((tag) => ({ unit, tag, sent: 0 })));
/** A channel's readings are a second of plant time apart, so that windows close and are sealed under the kills. */
const start = Math.floor((Date.now() - 60 * 86_400_000) / 1000) * 1000;
const begun = Date.now();

let failed = 0;
try {
  const broker = await startBroker();
  const dataDir = tempDir('torture');
  const args = ['--no-demo', '--broker', broker];
  let station = await startHeadless(args, dataDir);
  await online(station);
  const plant = await publisher(broker);
  const downMs = [];
  for (let round = 1; round <= rounds; round += 1) {
    await pause(150 + random() * 1500);
    await station.stop('SIGKILL');
    const killedAt = Date.now();
    // Sometimes it is gone for longer than a moment, and the broker has to keep more.
    if (random() < 0.1) await pause(2000);
    station = await startHeadless(args, dataDir);
    downMs.push(Date.now() - killedAt);
    if (round % 20 === 0) console.error(`${round} kills, ${plant.sent()} messages published`);
  }
  await plant.end();
  await recorded(station, plant.sent());
  for (const channel of channels) failed += await compare(station, channel);
  await station.stop();
  // A start looks through the files of the last stop: what is damaged is refused or told.
  station = await startHeadless(args, dataDir);
  const { degradations } = await station.ask('/station/health');
  for (const { words } of degradations) console.error(words);
  failed += degradations.length;
  const sent = plant.sent();
  const median = downMs.toSorted((a, b) => a - b)[Math.floor(downMs.length / 2)];
  console.log(
    `${rounds} kills in ${Math.round((Date.now() - begun) / 1000)} s, ${sent} messages at QoS 1, back after ${median} ms (median): ${failed === 0 ? 'every message exactly once, files sound' : `${failed} FAULTS`}`,
  );
} finally {
  await endAll();
}
process.exit(failed === 0 ? 0 : 1);

async function publisher(broker) {
  const client = await connectAsync(broker);
  client.stream.setNoDelay?.(true);
  const ending = new AbortController();
  const count = { sent: 0, taken: 0 };
  const since = Date.now();
  const publishNext = () => {
    const channel = channels[count.sent % channels.length];
    const n = channel.sent;
    channel.sent += 1;
    count.sent += 1;
    const payload = JSON.stringify({ t: start + n * 1000, v: valueOf(n), q: 0, seq: n });
    client.publish(`bt/${channel.unit}/${channel.tag}`, payload, { qos: 1 }, () => (count.taken += 1));
  };
  const work = (async () => {
    while (!ending.signal.aborted) {
      const due = Math.floor(((Date.now() - since) / 1000) * rate);
      while (count.sent < due) publishNext();
      await pause(2);
    }
    await untilTrue(() => count.taken === count.sent, 60_000, 'The broker did not take every message');
    await client.endAsync();
  })();
  return {
    sent: () => count.sent,
    end: () => {
      ending.abort();
      return work;
    },
  };
}

/** What no channel takes for impossible, different from one second to the next. */
function valueOf(n) {
  return Number((3 + (n % 997) / 1000).toFixed(3));
}

async function online(station) {
  await untilTrue(
    async () => (await station.ask('/connection/list'))[0]?.status.state === 'online',
    20_000,
    'The station did not reach the broker',
  );
}

async function recorded(station, sent) {
  await untilTrue(
    async () => {
      await pause(200);
      const { pendingSamples } = await station.ask('/station/health');
      const newest = await Promise.all(channels.map((channel) => lastOf(station, channel)));
      return pendingSamples === 0 && newest.every((n, i) => n === channels[i].sent - 1);
    },
    180_000,
    `The ${sent} messages did not all arrive within three minutes`,
  );
}

/** Number of the newest reading of a channel; undefined before the first. */
async function lastOf(station, { unit, tag }) {
  const { values } = await station.ask(`/bioreactor/${unit}/current`);
  const at = values?.find((value) => value.tag === tag)?.at;
  return at === undefined || at === null ? undefined : (at - start) / 1000;
}

/** Reads a channel back from first to last; answers how many readings are missing, doubled or wrong. */
async function compare(station, { unit, tag, sent }) {
  let faults = 0;
  for (let from = 0; from < sent; from += 10_000) {
    const { t, mean, n } = await station.raw(`${unit}/${tag}`, start + from * 1000);
    const expected = Math.min(10_000, sent - from);
    if (t.length !== expected) {
      console.error(`${unit}/${tag}: ${t.length} readings instead of ${expected} from number ${from} on`);
      faults += Math.abs(expected - t.length);
      continue;
    }
    for (let i = 0; i < expected; i += 1)
      if (t[i] !== start + (from + i) * 1000 || n[i] !== 1 || mean[i] !== valueOf(from + i)) {
        if (faults < 3) console.error(`${unit}/${tag} number ${from + i}: ${t[i]}, ${mean[i]}, ${n[i]}`);
        faults += 1;
      }
  }
  return faults;
}

function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}
