import { randomBytes } from 'node:crypto';
import type { Broker, ConnectionSecrets } from '../../shared/model/connection';
import { Refusal } from '../../shared/model/refusal';

/** A broker as an option of the command line names it. */
export interface BrokerOfUrl {
  readonly broker: Broker;
  readonly secrets: ConnectionSecrets;
  /** What stands behind the question mark. */
  readonly params: URLSearchParams;
}

/**
 * Reads `mqtt://USER:PASSWORD@HOST:PORT?protocol=3.1.1`; without `protocol` it is MQTT 5.
 * @param option whose value the URL is, for the refusal
 * @param role what the client id ends with
 * @throws Refusal where the URL is not one of an MQTT broker
 */
export function brokerOfUrl(url: string, stationId: string, option: string, role: string): BrokerOfUrl {
  const read = URL.canParse(url) ? new URL(url) : null;
  const tls = read?.protocol === 'mqtts:';
  if (!read || (!tls && read.protocol !== 'mqtt:') || read.hostname === '')
    throw new Refusal('REFUSED', `${option} wants mqtt://HOST[:PORT] or mqtts://HOST[:PORT], not ${url}`);
  const password = decodeURIComponent(read.password);
  const broker: Broker = {
    caPem: '',
    certPem: '',
    tls,
    host: read.hostname.replace(/^\[|\]$/g, ''),
    port: read.port === '' ? (tls ? 8883 : 1883) : Number(read.port),
    username: decodeURIComponent(read.username),
    protocol: read.searchParams.get('protocol') === '3.1.1' ? '3.1.1' : '5',
    clientId: clientIdFor(stationId, role),
  };
  return { broker, secrets: password === '' ? {} : { password }, params: read.searchParams };
}

/** Stable per installation, so that the broker keeps the session; a random tail where there is no identity yet. */
export function clientIdFor(stationId: string, role: string): string {
  return `bt-${stationId.slice(0, 12) || randomBytes(4).toString('hex')}-${role}`;
}
