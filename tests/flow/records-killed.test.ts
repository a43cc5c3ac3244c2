import { expect, it } from 'vitest';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';

const kills = 3;

it(
  'a draft and a record that were answered survive kill -9; what the device hands in again arrives once',
  { timeout: 180_000 },
  async () => {
    const dataDir = await makeDataDir();
    let station = await startHeadless([], dataDir);
    let dana = await personAt(station);
    const [batch] = await dana<{ id: string }[]>(
      'GET',
      '/ebr/batches',
      undefined,
      (batches) => batches.length > 0,
    );
    const { now } = await dana<{ now: number }>('GET', `/ebr/context?kind=sample&batchId=${batch?.id ?? ''}`);
    const records: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const body = { sampleNo: 100 + kill, drawMl: 10 + kill, contaminants: 'none' };
      const begun = {
        kind: 'sample',
        batchId: batch?.id,
        unitId: null,
        amends: null,
        eventAt: null,
        zone: 'UTC',
        body,
        raw: {},
        answers: {},
      };
      await dana('PUT', `/ebr/drafts/draft-${kill}`, begun);
      const entry = { kind: 'sample', batchId: batch?.id, unitId: null, eventAt: now, zone: 'UTC', body };
      const handed = { entry, clientId: `device-entry-${kill}` };
      const kept = await dana<Kept>('POST', '/ebr/record', handed);
      records.push(kept.record.id);
      await station.stop('SIGKILL');
      station = await startHeadless([], dataDir);
      dana = await personAt(station);
      expect(await dana<Kept>('POST', '/ebr/record', handed)).toMatchObject({
        again: true,
        record: { id: kept.record.id, body },
      });
      const drafts = await dana<{ id: string; body: unknown }[]>('GET', '/ebr/drafts');
      expect(drafts.find(({ id }) => id === `draft-${kill}`)?.body).toEqual(body);
    }
    const list = await dana<{ id: string }[]>('GET', `/ebr/batch/${batch?.id ?? ''}/records`);
    expect(list.map(({ id }) => id).toSorted()).toEqual(records.toSorted());
    const notes = await dana<{ kind: string; source: string }[]>('GET', `/batch/${batch?.id ?? ''}/notes`);
    expect(notes.filter(({ kind, source }) => kind === 'sample' && source === 'hand')).toHaveLength(kills);
    await station.stop();
    await removeDataDir(dataDir);
  },
);

interface Kept {
  readonly again: boolean;
  readonly record: { readonly id: string; readonly body: unknown };
}
type Ask = <T>(method: string, path: string, body?: unknown, until?: (answer: T) => boolean) => Promise<T>;

/** The technician of the demo, signed in over REST. */
async function personAt({ url, origin }: HeadlessStation): Promise<Ask> {
  const page = await fetch(url, { redirect: 'manual' });
  const cookie = (page.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  let session: string | null = null;
  const ask: Ask = async (method, path, body, until) => {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          origin,
          'content-type': 'application/json',
          ...(session === null ? {} : { 'x-session': session }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const read = (await answer.json()) as never;
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`);
      if (!until || until(read)) return read;
      if (Date.now() > end) throw new Error(`${path} did not get there in 30 s`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const { key } = await ask<{ key: string }>('POST', '/people/sign-in', {
    userId: 'demo-technician',
    password: 'demo plant only technician',
  });
  session = key;
  return ask;
}
