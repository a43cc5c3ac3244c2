import type { DeviceSink } from '../../../drivers/device/device-sink';
import { createOutbox } from '../../../drivers/device/outbox';
import type { FromDriver, ToDriver } from '../../../drivers/device/process-messages';
import { runDevice, testDevice } from '../../../drivers/device/run-device';
import { scanDevices } from '../../../drivers/device/scan-devices';
import { listPorts } from '../../../drivers/serial/list-ports';
import type { LinkEnd } from '../../../drivers/driver';
import type { Log } from '../log';

export interface DriverProcess {
  /** A station listens from now on; returns what to call when it went. */
  attach(post: (message: FromDriver) => void): () => void;
  hear(message: ToDriver): void;
  stop(): Promise<void>;
}

type Open = Extract<ToDriver, { kind: 'open' }>;

interface Running {
  readonly key: string;
  run: number;
  readonly abort: AbortController;
  done: Promise<void>;
}

const flushEveryMs = 40;
const againAfterMs = 1000;
/** A station that was killed is back in seconds; one that is not back by then was stopped. */
const keepReadingMs = 10 * 60_000;
const restEveryMs = 5000;

/** One connection's reading, its scans and tests; it says when it has nothing to do. */
export function createDriverProcess({
  log,
  rest,
}: {
  readonly log: Log;
  readonly rest: () => void;
}): DriverProcess {
  let station: ((message: FromDriver) => void) | null = null;
  let running: Running | null = null;
  let scanning: AbortController | null = null;
  let last: Extract<FromDriver, { kind: 'state' }> | null = null;
  let [busy, wanted, fresh] = [0, false, true];
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const post = (message: FromDriver): void => station?.(message);
  const outbox = createOutbox((batch) => post({ kind: 'batch', ...batch }), Date.now);
  const flushing = setInterval(() => outbox.flush(), flushEveryMs);
  const resting = setInterval(() => {
    if (!wanted && !running && busy === 0) rest();
  }, restEveryMs);

  const sink: DeviceSink = {
    state: (state, words) => {
      last = { kind: 'state', state, words };
      post(last);
    },
    readings: (readings, text) => outbox.add(readings, text),
    refused: (kind, text) => outbox.refused(kind, text),
    devices: (statuses) => post({ kind: 'devices', statuses }),
    tell: (words) => post({ kind: 'tell', words }),
  };

  async function close(): Promise<void> {
    const ending = running;
    running = null;
    last = null;
    ending?.abort.abort();
    await ending?.done;
    outbox.flush();
  }

  async function open({ connection, maps, run: asked }: Open): Promise<void> {
    const key = JSON.stringify([connection, maps]);
    wanted = true;
    // A station that came back listens from now on, and has nothing of what it did not acknowledge.
    if (fresh) outbox.resend();
    fresh = false;
    if (running?.key === key) {
      running.run = asked;
      if (last) post(last);
      return;
    }
    await close();
    const abort = new AbortController();
    const own: Running = { key, run: asked, abort, done: Promise.resolve() };
    running = own;
    const run = async (): Promise<void> => {
      const end = await runDevice({ connection, maps }, sink, abort.signal).catch(failed);
      if (running === own) running = null;
      last = null;
      outbox.flush();
      post({ kind: 'ended', run: own.run, end });
    };
    own.done = run();
  }

  function failed(problem: unknown): LinkEnd {
    log('error', 'A driver failed', { error: problem instanceof Error ? problem.stack : String(problem) });
    return {
      state: 'offline',
      words: 'The driver failed; it is started again. The log holds details.',
    };
  }

  async function scan({ id, plan, maps, taken }: Extract<ToDriver, { kind: 'scan' }>): Promise<void> {
    scanning?.abort();
    const own = (scanning = new AbortController());
    await scanDevices(
      { id, plan, maps, taken, say: (now) => post({ kind: 'scan', scan: now }), now: Date.now },
      own.signal,
    );
    if (scanning === own) scanning = null;
  }

  /** While it works on something it is not at rest. */
  const work = (deed: () => Promise<void>): void => {
    busy += 1;
    deed()
      .catch((problem: unknown) => log('error', 'A driver could not answer', { error: String(problem) }))
      .finally(() => (busy -= 1));
  };

  return {
    attach: (to) => {
      clearTimeout(leaving);
      station = to;
      fresh = true;
      return () => {
        if (station !== to) return;
        station = null;
        leaving = setTimeout(() => {
          wanted = false;
          void close();
        }, keepReadingMs);
      };
    },
    hear: (message) => {
      switch (message.kind) {
        case 'open':
          return work(() => open(message));
        case 'close':
          wanted = false;
          return work(close);
        case 'ack':
          return outbox.acked(message.seq);
        case 'again':
          return void setTimeout(() => outbox.again(message.seq), againAfterMs);
        case 'ports':
          return work(async () => post({ kind: 'answer', ask: message.ask, body: await listPorts() }));
        case 'test':
          return work(async () =>
            post({ kind: 'answer', ask: message.ask, body: await testDevice(message) }),
          );
        case 'scan':
          return work(() => scan(message));
        case 'cancel-scan':
          return scanning?.abort();
      }
    },
    stop: async () => {
      clearInterval(flushing);
      clearInterval(resting);
      clearTimeout(leaving);
      scanning?.abort();
      await close();
    },
  };
}
