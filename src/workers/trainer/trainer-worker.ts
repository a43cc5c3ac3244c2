import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { z } from 'zod';
import { connectHost, type WorkerPort } from '../entry';
import { stderrLog } from '../log';
import type { StationClient } from '../twin/followed-batch';

const log = stderrLog('trainer');
const host = connectHost();
const initSchema = z.object({ dataDir: z.string().min(1), appVersion: z.string() });
type Init = z.infer<typeof initSchema>;

/** Ends the work over the port before, if there was one. */
let leave: () => void = () => undefined;

host.onInit((given) => {
  const init = initSchema.parse(given);
  host.onPort((as, port) => {
    if (as !== 'station') return;
    leave();
    leave = work(port, init);
  });
  host.onStop(() => {
    leave();
    host.tell({ kind: 'stopped' });
  });
  host.tell({ kind: 'ready', facts: {} });
});

/** Works on what the station has over one port until told to leave. */
function work(port: WorkerPort, init: Init): () => void {
  const leaving = new AbortController();
  const client: StationClient = createORPCClient(new RPCLink({ port }));
  port.start();
  // Only now: a trainer that is asked for nothing holds nothing.
  import('./work-loop')
    .then(({ workLoop }) =>
      workLoop({ client, log, ...init, signal: leaving.signal, rest: () => host.tell({ kind: 'rest' }) }),
    )
    .catch((problem: unknown) => {
      if (!leaving.signal.aborted) log('error', 'The trainer stopped', { error: String(problem) });
    });
  return () => {
    leaving.abort();
    port.close();
  };
}
