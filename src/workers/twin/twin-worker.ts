import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { z } from 'zod';
import { connectHost, type WorkerPort } from '../entry';
import { stderrLog } from '../log';
import type { StationClient } from './followed-batch';
import { loadModel, type LoadedModel } from './infer';
import { createModelBench } from './model-bench';
import { createTwinLoop } from './twin-loop';

const log = stderrLog('twin');
const host = connectHost();
const initSchema = z.object({ modelsDir: z.string() });

/** Ends the work over the port before, if there was one. */
let leave: () => void = () => undefined;

host.onInit((init) => {
  start(initSchema.parse(init)).catch((problem: unknown) => {
    log('error', 'The twin cannot start', { error: String(problem) });
    host.tell({ kind: 'fatal', words: problem instanceof Error ? problem.message : String(problem) });
  });
});

async function start({ modelsDir }: z.infer<typeof initSchema>): Promise<void> {
  const loaded = await loadModel(modelsDir);
  if (loaded.problem !== '') log('error', loaded.problem);
  host.onPort((as, port) => {
    if (as !== 'station') return;
    leave();
    leave = work(port, loaded);
  });
  host.onStop(() => {
    leave();
    host.tell({ kind: 'stopped' });
  });
  host.tell({
    kind: 'ready',
    facts: loaded.model ? { model: `${loaded.model.card.name} ${loaded.model.card.version}` } : {},
  });
}

/** Steps a loop over one port until told to leave. A port that died is left when the host hands over the next. */
function work(port: WorkerPort, loaded: LoadedModel): () => void {
  const client: StationClient = createORPCClient(new RPCLink({ port }));
  const bench = createModelBench(client, loaded, log);
  const loop = createTwinLoop({ client, loaded, bench, log, elapsedMs: () => performance.now() });
  let timer: NodeJS.Timeout | undefined;
  let left = false;
  const turn = async (): Promise<void> => {
    const again = await loop.step(Date.now());
    if (!left) timer = setTimeout(() => void turn(), Math.max(0, again - Date.now()));
  };
  port.start();
  void turn();
  return () => {
    left = true;
    clearTimeout(timer);
    port.close();
  };
}
