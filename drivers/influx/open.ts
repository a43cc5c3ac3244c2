import { InfluxProblem } from './influx-problem';
import type { InfluxConfig } from './influx-store';
import { request, type HttpAnswer, type HttpAsk } from './request';

export type Ask = Pick<HttpAsk, 'method'> & {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** The way to one InfluxDB: address, credentials, deadline; asks again what failed in passing. */
export interface InfluxLink {
  /** Asked up to three times. */
  ask(ask: Ask, signal: AbortSignal): Promise<HttpAnswer>;
  /** Asked once. */
  askOnce(ask: Ask, signal: AbortSignal): Promise<HttpAnswer>;
}

const withinMs = 20_000;
const mostBytes = 64_000_000;
const attempts = 3;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

export function openInflux({ store, secret, pause }: InfluxConfig): InfluxLink {
  const credentials = authorization(store.kind, store.username, secret);
  const askOnce: InfluxLink['askOnce'] = async (ask, signal) => {
    const url = new URL(`${store.url.replace(/\/+$/, '')}${ask.path}`);
    for (const [name, value] of Object.entries(ask.params)) url.searchParams.set(name, value);
    const answer = await request(
      {
        method: ask.method,
        url,
        headers: { ...credentials, ...ask.headers },
        ...(ask.body === undefined ? {} : { body: ask.body }),
        caPem: store.caPem,
        withinMs,
        mostBytes,
      },
      signal,
    );
    if (answer.status >= 400 || answer.status < 200) throw refusalOf(answer, url.host);
    return answer;
  };
  return {
    askOnce,
    ask: async (ask, signal) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await askOnce(ask, signal);
        } catch (error) {
          if (!(error instanceof InfluxProblem) || !error.passing || attempt >= attempts) throw error;
          const waitMs = Math.max(error.waitMs, firstPauseMs * 4 ** (attempt - 1));
          await pause(Math.min(longestPauseMs, waitMs), signal);
        }
      }
    },
  };
}

function authorization(
  kind: 'influx1' | 'influx2',
  username: string,
  secret: string,
): Record<string, string> {
  if (kind === 'influx2') return secret === '' ? {} : { authorization: `Token ${secret}` };
  if (username === '') return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` };
}

function refusalOf({ status, headers, body }: HttpAnswer, host: string): InfluxProblem {
  const said = saidIn(body) || String(headers['x-influxdb-error'] ?? '');
  const tail = said === '' ? '' : `: ${said.slice(0, 300)}`;
  switch (status) {
    case 401:
      return new InfluxProblem('refused', `${host} does not accept these credentials${tail}`);
    case 403:
      return new InfluxProblem('refused', `${host} does not allow this user or token to do that${tail}`);
    case 404:
      return new InfluxProblem('not-found', `${host} does not have that database or bucket${tail}`);
    case 413:
      return new InfluxProblem('too-large', `${host} takes no request of that size`);
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return new InfluxProblem('busy', `${host} cannot answer now (${status})${tail}`, retryAfterMs(headers));
    case 400:
    case 422:
      return new InfluxProblem('rejected', `${host} refuses it${tail}`);
    default:
      return new InfluxProblem('query', `${host} answers with status ${status}${tail}`);
  }
}

/** 1.x says `{"error"}`, 2.x `{"code", "message"}`. */
function saidIn(body: string): string {
  try {
    const said: unknown = JSON.parse(body);
    if (typeof said !== 'object' || said === null) return '';
    if ('error' in said && typeof said.error === 'string') return said.error;
    return 'message' in said && typeof said.message === 'string' ? said.message : '';
  } catch {
    return '';
  }
}

function retryAfterMs(headers: HttpAnswer['headers']): number {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
