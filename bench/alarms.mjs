import { connectAsync } from 'mqtt';
import { endAll, openBrowser, pause, percentile, startBroker, startHeadless, untilTrue } from './stage.mjs';
import { row } from './workspace.mjs';

const unitCount = 50;
const tags = ['pH', 'DO', 'OD', 'Gas_MFC_air', 'Gas_MFC_O2', 'Stir_SP', 'Stir_PV', 'Stir_torque', 'Reactor_Pressure', 'Temp_Broth', 'Temp_pH_Probe', 'Temp_DO_Probe', 'Temp_Stirrer_Motor', 'Temp_Exhaust', 'Base_Pump_Rate', 'Weight', 'Heater_PID_out', 'OffGas_CO2', 'OffGas_O2', 'Gas_Flow_Inlet']; // prettier-ignore
const channels = Array.from({ length: unitCount }, (_, unit) =>
  tags.map((tag) => ({ topic: `bt/S${String(unit + 1).padStart(2, '0')}/${tag}`, tag })),
).flat();
/** Within what every one of them can show, and above the limit of the storm. */
const [calm, high] = [1, 3];
const limit = 2;

const say = (client, { topic }, value) =>
  client.publishAsync(topic, JSON.stringify({ t: Date.now(), v: value, q: 0 }), { qos: 1 });

/** One alarm on every tag, told at once; the shipped ones stay out of it. */
async function stormAlarms(page) {
  return page.evaluate(
    async ([names, at]) => {
      const token = new URLSearchParams(location.search).get('token') ?? '';
      const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }; // prettier-ignore
      const shipped = await (await fetch('/api/v1/alarms/definitions', { headers })).json();
      const put = async (definition) => {
        const answer = await fetch(`/api/v1/alarms/definitions/${definition.id}`, {
          method: 'PUT',
          headers,
          body: JSON.stringify({ ...definition, reason: 'A storm is measured' }),
        });
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      };
      for (const alarm of shipped) await put({ ...alarm, enabled: false });
      const [like] = shipped;
      for (const tag of names)
        await put({ ...like, id: `Storm-${tag}`, tag, words: `Storm of ${tag}`, condition: { kind: 'high' }, limit: at, phaseLimits: {}, deadband: 0.1, onDelayS: 0, offDelayS: 0, priority: 'low', latching: false, leadsTo: [], enabled: true, rationalisedBy: 'Bench' }); // prettier-ignore
    },
    [tags, limit],
  );
}

/** When the banner first said so many unseen alarms, by the clock of this machine. */
async function watchBanner(page) {
  await page.evaluate(() => {
    window.benchBanner = [];
    const look = () => {
      const unseen = Number(document.querySelector('[data-testid=alarm-banner]')?.dataset.unseen ?? 0);
      if (unseen > (window.benchBanner.at(-1)?.unseen ?? 0)) window.benchBanner.push({ unseen, at: Date.now() }); // prettier-ignore
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function ready() {
  const broker = await startBroker();
  const station = await startHeadless(['--no-demo', '--broker', broker]);
  const client = await connectAsync(broker);
  for (const channel of channels) await say(client, channel, calm);
  await untilTrue(async () => (await station.ask('/bioreactor/list')).flatMap((unit) => unit.channels).length >= channels.length, 120_000, 'The channels did not appear'); // prettier-ignore
  const page = await openBrowser({ width: 1920, height: 1080 });
  await page.goto(station.page('/alarms/figures'));
  await page.getByRole('radiogroup').first().waitFor();
  await stormAlarms(page);
  for (const channel of channels) await say(client, channel, calm);
  await pause(2000);
  return { station, client, page };
}

/** 1,000 alarms in 10 s, and 10,000 in a minute. */
export async function alarms() {
  const { station, client, page } = await ready();
  const begun = Date.now();
  await watchBanner(page);
  const sent = [];
  for (let n = 0; n < channels.length; n += 1) {
    sent.push(Date.now());
    void say(client, channels[n], high);
    const ahead = begun + (n + 1) * 10 - Date.now();
    if (ahead > 0) await pause(ahead);
  }
  await page.waitForFunction((all) => (window.benchBanner.at(-1)?.unseen ?? 0) >= all, channels.length, { timeout: 60_000 }); // prettier-ignore
  const seen = await page.evaluate(() => window.benchBanner);
  const waits = sent.map((at, n) => seen.find(({ unseen }) => unseen > n).at - at);
  const rows = [
    row('1,000 alarms in 10 s: value sent to banner p50', percentile(waits, 50), 'ms'),
    row('1,000 alarms in 10 s: value sent to banner p95', percentile(waits, 95), 'ms', 1000),
  ];

  const from = Date.now();
  const answers = [];
  const stop = new AbortController();
  const asking = (async () => {
    while (!stop.signal.aborted) {
      const asked = performance.now();
      await station.ask('/alarms/list');
      answers.push(performance.now() - asked);
      await pause(500);
    }
  })();
  for (let round = 0; round < 10; round += 1)
    for (let half = 0; half < 2; half += 1) {
      const start = Date.now();
      for (const channel of channels) void say(client, channel, half === 0 ? calm : high);
      await pause(Math.max(0, start + 3000 - Date.now()));
    }
  stop.abort();
  await asking;
  const counted = async () => (await station.ask(`/alarms/kpi?from=${from}&to=${Date.now() + 60_000}`)).count;
  await untilTrue(async () => (await counted()) >= 10_000, 60_000, 'Alarms are missing in the journal');
  rows.push(row('10,000 alarms in a minute: in the journal', await counted(), ''));
  rows.push(row('10,000 alarms in a minute: list answered p95', percentile(answers, 95), 'ms', 1000));
  const { pendingSamples } = await station.ask('/station/health');
  rows.push(row('10,000 alarms in a minute: samples not on disk at its end', pendingSamples, ''));
  await client.endAsync();
  await endAll();
  return rows;
}
