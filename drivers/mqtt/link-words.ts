import type { Broker } from '../../src/shared/model/connection';
import type { LinkEnd } from '../driver';

type Words = (broker: Broker) => string;

const where = ({ host, port }: Broker): string => `${host}:${port}`;

const credentials: Words = ({ username }) =>
  username
    ? `The broker does not accept user "${username}" with this password. Check both under Connections.`
    : 'The broker asks for a user name and password. Enter them under Connections.';
// Many brokers answer a wrong password with this, too.
const notAuthorised: Words = ({ username, clientId }) =>
  username
    ? `The broker does not let user "${username}" in. Check user name and password under Connections, or ask for access.`
    : `The broker does not let "${clientId}" in without a user. Enter user name and password under Connections.`;
const protocol: Words = ({ protocol }) =>
  `The broker does not accept MQTT ${protocol}. Choose MQTT ${protocol === '5' ? '3.1.1' : '5'} under Connections.`;
const clientId: Words = ({ clientId }) =>
  `The broker does not accept the client id "${clientId}". Choose another one under Connections.`;
const unavailable: Words = (broker) =>
  `The broker on ${where(broker)} says it is not available. It is tried again by itself.`;
const takenOver: Words = ({ clientId }) =>
  `Another program connected with the client id "${clientId}". Give every station its own client id.`;

/** Answers of the broker: return codes of MQTT 3.1.1 and reason codes of MQTT 5. */
const byReason: Readonly<Record<number, readonly [LinkEnd['state'], Words]>> = {
  1: ['refused', protocol],
  2: ['refused', clientId],
  3: ['offline', unavailable],
  4: ['refused', credentials],
  5: ['refused', notAuthorised],
  132: ['refused', protocol],
  133: ['refused', clientId],
  134: ['refused', credentials],
  135: ['refused', notAuthorised],
  136: ['offline', unavailable],
  137: ['offline', unavailable],
  138: ['refused', notAuthorised],
  139: ['offline', unavailable],
  142: ['refused', takenOver],
};

const noHost: Words = ({ host }) =>
  `No computer called "${host}" is known here. Check the host name and the network.`;
const noRoute: Words = (broker) =>
  `${where(broker)} cannot be reached from here. Check the network or the VPN.`;
const noAnswer: Words = (broker) =>
  `${where(broker)} did not answer in time. Check address, port and firewall, and whether TLS is set as the broker has it.`;
const nobodyListens: Words = (broker) =>
  `Nothing listens on ${where(broker)}. Check the port, and that the broker is running.`;
const hungUp: Words = (broker) =>
  `${where(broker)} closed the connection. Check that the broker is running and ${
    broker.tls ? 'uses TLS on this port' : 'does not ask for TLS on this port'
  }.`;
// Mosquitto before 2.0.15 does not tell whom it threw out for a namesake.
const hungUpLater: Words = (broker) =>
  `${where(broker)} ended the connection: the broker was stopped, or the network failed. If it happens again and ` +
  `again, another program may be using the client id "${broker.clientId}".`;
const unknownCa: Words = ({ caPem }) =>
  caPem
    ? "The broker's certificate was not issued by the authority given here. Paste the CA certificate of this broker."
    : "The authority that issued the broker's certificate is not known. Paste its CA certificate under Connections.";
const expired: Words = ({ host }) =>
  `The certificate of ${host} has expired. It must be renewed on the broker; check this computer's clock too.`;
const notYetValid: Words = ({ host }) =>
  `The certificate of ${host} is not valid yet. Check this computer's clock.`;
const otherHost: Words = ({ host }) =>
  `The broker's certificate was issued for another host than "${host}". Use the name in the certificate, or renew it.`;
const notTls: Words = (broker) =>
  `${where(broker)} does not speak TLS. Turn TLS off, or use the broker's TLS port (often 8883).`;
const notMqtt: Words = (broker) =>
  `What answers at ${where(broker)} is not an MQTT broker. Check host and port (MQTT usually listens on 1883, with TLS on 8883).`;
const clientCertificate: Words = () =>
  'The broker does not accept our client certificate, or asks for one. Check certificate and key under Connections.';
const badPem: Words = () =>
  'A certificate or key given here cannot be read, or they do not belong together. Paste them as PEM text.';

const hangUps = new Set(['ECONNRESET', 'EPIPE']);

const givenBack: Words = (broker) =>
  `What ${where(broker)} sent could not be stored here, so it will be asked for it again. See the state of recording.`;

/** The end of a link whose messages the station could not keep. */
export function notStored(): Error {
  return Object.assign(new Error('not stored'), { code: 'NOT_STORED' });
}

/** Error codes of sockets and of TLS; the first pattern that fits decides. */
const byCode: readonly (readonly [RegExp, LinkEnd['state'], Words])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_NONAME)$/, 'offline', noHost],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENETDOWN)$/, 'offline', noRoute],
  [/^NOT_STORED$/, 'offline', givenBack],
  [/^ETIMEDOUT$/, 'offline', noAnswer],
  [/^ECONNREFUSED$/, 'offline', nobodyListens],
  [/^CERT_HAS_EXPIRED$/, 'refused', expired],
  [/^CERT_NOT_YET_VALID$/, 'refused', notYetValid],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'refused', otherHost],
  [
    /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|CERT_SIGNATURE)/,
    'refused',
    unknownCa,
  ],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE)/, 'refused', notTls],
  [/^ERR_SSL_\w*(ALERT|HANDSHAKE)/, 'refused', clientCertificate],
  [/^ERR_OSSL|^ERR_SSL|^ERR_CRYPTO|^ERR_INVALID_ARG/, 'refused', badPem],
];

/**
 * What a person should know of an error that ended a link, and what to do about it.
 * @param wasOnline the link had worked before it ended
 */
export function linkEndOf(error: unknown, broker: Broker, wasOnline = false): LinkEnd {
  const lost = wasOnline ? hungUpLater : hungUp;
  if (!(error instanceof Error)) return end('offline', lost, broker);
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && hangUps.has(code)) return end('offline', lost, broker);
  if (typeof code === 'number') {
    const known = byReason[code];
    if (known) return end(known[0], known[1], broker);
    return end(
      'refused',
      () => `The broker refused the connection (reason ${code}: ${error.message}).`,
      broker,
    );
  }
  const known = byCode.find(([pattern]) => typeof code === 'string' && pattern.test(code));
  if (known) return end(known[1], known[2], broker);
  if (/timeout/i.test(error.message)) return end('offline', noAnswer, broker);
  // What the packet parser says of bytes that are no MQTT.
  if (
    /^(?:invalid|malformed|cannot parse|packet (?:too short|must)|unknown property|not supported)/i.test(
      error.message,
    )
  )
    return end('refused', notMqtt, broker);
  return end('offline', () => `The link to ${where(broker)} failed: ${error.message}.`, broker);
}

function end(state: LinkEnd['state'], words: Words, broker: Broker): LinkEnd {
  return { state, words: words(broker) };
}
