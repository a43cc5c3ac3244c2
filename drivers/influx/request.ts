import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { InfluxProblem } from './influx-problem';

export interface HttpAsk {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** PEM text of the authority trusted beside none other; empty for the system's own. */
  readonly caPem: string;
  readonly withinMs: number;
  /** Longer answers are refused: a page is never that long. */
  readonly mostBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * One request, its whole answer, within a time.
 * @throws InfluxProblem `unreachable` or `too-large`; what the signal was aborted with where it was
 */
export function request(ask: HttpAsk, signal: AbortSignal): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(ask.withinMs);
  const stop = AbortSignal.any([signal, deadline]);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      if (signal.aborted) reject(abortReason(signal));
      else reject(deadline.aborted ? tooSlow(ask) : problemOf(error, ask.url));
    };
    const send = ask.url.protocol === 'https:' ? secure : plain;
    const outgoing = send(
      ask.url,
      {
        method: ask.method,
        headers: {
          ...ask.headers,
          ...(ask.body ? { 'content-length': String(Buffer.byteLength(ask.body)) } : {}),
        },
        signal: stop,
        ...(ask.caPem ? { ca: ask.caPem } : {}),
      },
      (incoming) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        incoming.on('data', (part: Buffer) => {
          bytes += part.length;
          parts.push(part);
          if (bytes <= ask.mostBytes) return;
          incoming.destroy();
          reject(new InfluxProblem('too-large', `${ask.url.host} answers with more than a page`));
        });
        incoming.on('error', fail);
        incoming.on('end', () => {
          const { statusCode = 0, headers } = incoming;
          resolve({ status: statusCode, headers, body: Buffer.concat(parts).toString('utf8') });
        });
      },
    );
    outgoing.on('error', fail);
    outgoing.end(ask.body);
  });
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Cancelled');
}

function tooSlow({ url, withinMs }: HttpAsk): InfluxProblem {
  return new InfluxProblem(
    'unreachable',
    `${url.host} did not answer within ${Math.round(withinMs / 1000)} s`,
  );
}

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: see whether InfluxDB runs and the port is right',
  ENOTFOUND: 'that name is not known: see whether the address is right',
  EAI_AGAIN: 'names cannot be looked up now',
  EHOSTUNREACH: 'no way leads there: see the network',
  ENETUNREACH: 'no way leads there: see the network',
  ETIMEDOUT: 'no answer: see the network',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate signs itself: give that certificate as the authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority nobody named: give its PEM text',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority nobody named: give its PEM text',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  EPROTO: 'it does not speak TLS there: try http instead of https',
};

function problemOf(error: unknown, url: URL): InfluxProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = words[code] ?? (error instanceof Error ? error.message || code : String(error));
  return new InfluxProblem('unreachable', `${url.host}: ${known}`);
}
