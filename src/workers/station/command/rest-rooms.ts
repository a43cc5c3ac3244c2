import type { FileRooms } from './file-rooms';

/** The rooms of a station that runs, over its REST. */
export function restRooms(url: string): FileRooms {
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token') ?? '';
  const ask = <T>(method: 'GET' | 'POST', path: string, input?: unknown): Promise<T> =>
    answerOf<T>(`${origin}/api/v1${path}`, token, method, input);
  return {
    batchIds: async () => (await ask<{ id: string }[]>('GET', '/batch/list')).map(({ id }) => id),
    startExport: (plan) => ask('POST', '/export', plan),
    exportJob: (id) => ask('GET', `/export/${encodeURIComponent(id)}`),
    cancelExport: (id) => ask('POST', `/export/${encodeURIComponent(id)}/cancel`),
    inspect: (path) => ask('POST', '/import/table/inspect', { path }),
    check: (order) => ask('POST', '/import/table/check', order),
    startImport: (order) => ask('POST', '/import/table/start', order),
    tableJob: () => ask('GET', '/import/table/progress'),
    cancelTable: () => ask('POST', '/import/table/cancel'),
    close: () => Promise.resolve(),
  };
}

async function answerOf<T>(address: string, token: string, method: string, input: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const answer = await fetch(address, { method, headers, ...body }).catch((error: unknown) => {
    throw new Error(`The station does not answer at ${new URL(address).origin}`, { cause: error });
  });
  const json: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return json as T;
  throw new Error(wordsOf(json) ?? `The station answered ${answer.status}`);
}

function wordsOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { data, message } = json as { data?: unknown; message?: unknown };
  if (typeof data === 'object' && data !== null && 'words' in data) return String(data.words);
  return typeof message === 'string' ? message : undefined;
}
