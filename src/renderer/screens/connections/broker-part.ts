import type { Broker, ConnectionSecrets } from '../../../shared/model/connection';
import type { Draft } from './connection-draft';

/** The broker of a draft as it is stored. An empty port is left to the schema to refuse. */
export function brokerOf({ host, port, tls, caPem, certPem, protocol, clientId, username }: Draft): unknown {
  return { host: host.trim(), port, tls, caPem, certPem, protocol, clientId, username };
}

/** Secrets that were typed; absent ones leave what is stored. */
export function secretsOf({ password, keyPem }: Draft): ConnectionSecrets {
  return { ...(password === undefined ? {} : { password }), ...(keyPem === undefined ? {} : { keyPem }) };
}

/** A stored broker in a draft; secrets stay where they are. */
export function withBroker(draft: Draft, name: string, broker: Broker): Draft {
  return { ...draft, name, ...broker, password: undefined, keyPem: undefined };
}
