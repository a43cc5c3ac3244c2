import { connectAsync } from 'mqtt';

/**
 * Publishes readings of our own dialect evenly at a rate, time stamps being the moment of publishing. Rate 0 publishes
 * `seconds` thousand readings as fast as the broker takes them.
 */
const [url, rateText, secondsText, unitsText, qosText] = process.argv.slice(2);
const [rate, seconds, units, qos] = [rateText, secondsText, unitsText, qosText].map(Number);
const tags = [
  'pH',
  'DO',
  'OD',
  'Gas_MFC_air',
  'Gas_MFC_O2',
  'Stir_SP',
  'Stir_PV',
  'Stir_torque',
  'Reactor_Pressure',
  'Temp_Broth',
  'Temp_pH_Probe',
  'Temp_DO_Probe',
  'Temp_Stirrer_Motor',
  'Temp_Exhaust',
  'Base_Pump_Rate',
  'Heater_PID_out',
  'OffGas_CO2',
  'OffGas_O2',
  'Gas_Flow_Inlet',
  'Gas_Flow_Outlet',
  'Feed_Glycerol',
  'Feed_MeOH',
  'Weight',
];
const centre = {
  pH: 5,
  DO: 40,
  OD: 20,
  Stir_SP: 600,
  Stir_PV: 600,
  Reactor_Pressure: 1.15,
  Temp_Stirrer_Motor: 50,
  Temp_Exhaust: 28,
  OffGas_O2: 19,
  Weight: 8,
};
const channels = Array.from({ length: units }, (_, unit) =>
  tags.map((tag) => ({ topic: `bt/B${unit + 1}/${tag}`, tag })),
).flat();

const client = await connectAsync(url);
client.stream.setNoDelay?.(true);
const slipTimes = new Map();
let sent = 0;
let acked = 0;
const first = Date.now();

/** A channel never has two readings in one millisecond: the time is the key. */
function timeFor(topic) {
  const t = Math.max(Date.now(), (slipTimes.get(topic) ?? 0) + 1);
  slipTimes.set(topic, t);
  return t;
}

function send() {
  const { topic, tag } = channels[sent % channels.length];
  const value = (centre[tag] ?? 30) + ((sent * 7919) % 100) / 1000;
  const payload = JSON.stringify({ t: timeFor(topic), v: value, q: 0, seq: sent });
  client.publish(topic, payload, { qos }, () => (acked += 1));
  sent += 1;
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
if (rate > 0) {
  while (Date.now() - first < seconds * 1000) {
    const due = Math.floor(((Date.now() - first) / 1000) * rate);
    while (sent < due) send();
    await wait(rate >= 1000 ? 2 : 10);
  }
} else {
  while (sent < seconds * 1000) {
    if (sent - acked < 2000) for (let n = 0; n < 200; n += 1) send();
    else await wait(1);
  }
}
const underWay = () => sent - acked;
while (underWay() > 0) await wait(5);
process.stdout.write(JSON.stringify({ sent, first, last: Date.now() }));
await client.endAsync();
