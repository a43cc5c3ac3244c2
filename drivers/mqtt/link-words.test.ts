import { describe, expect, it } from 'vitest';
import { brokerSchema } from '../../src/shared/model/connection';
import { linkEndOf } from './link-words';

const broker = brokerSchema.parse({
  host: 'broker.plant',
  port: 8883,
  tls: true,
  protocol: '5',
  clientId: 'station-1',
  username: 'ana',
});

const failed = (code: string | number | undefined, message = 'x'): Error =>
  Object.assign(new Error(message), { code });

describe('words for a link that ended', () => {
  it.each<[unknown, 'refused' | 'offline', string]>([
    [failed(4), 'refused', 'user "ana" with this password'],
    [failed(134), 'refused', 'user "ana" with this password'],
    [failed(135), 'refused', 'does not let user "ana" in'],
    [failed(1), 'refused', 'does not accept MQTT 5. Choose MQTT 3.1.1'],
    [failed(132), 'refused', 'does not accept MQTT 5. Choose MQTT 3.1.1'],
    [failed(2), 'refused', 'client id "station-1"'],
    [failed(142), 'refused', 'Another program connected with the client id "station-1"'],
    [failed(139), 'offline', 'not available'],
    [failed(151, 'quota exceeded'), 'refused', 'reason 151: quota exceeded'],
    [failed('ENOTFOUND'), 'offline', 'No computer called "broker.plant"'],
    [failed('EAI_AGAIN'), 'offline', 'No computer called "broker.plant"'],
    [failed('EHOSTUNREACH'), 'offline', 'cannot be reached'],
    [failed('ETIMEDOUT'), 'offline', 'did not answer in time'],
    [failed(undefined, 'connack timeout'), 'offline', 'did not answer in time'],
    [failed(undefined, 'Keepalive timeout'), 'offline', 'did not answer in time'],
    [failed('ECONNREFUSED'), 'offline', 'Nothing listens on broker.plant:8883'],
    [failed('ECONNRESET'), 'offline', 'closed the connection'],
    [failed('CERT_HAS_EXPIRED'), 'refused', 'has expired'],
    [failed('CERT_NOT_YET_VALID'), 'refused', "this computer's clock"],
    [failed('ERR_TLS_CERT_ALTNAME_INVALID'), 'refused', 'another host than "broker.plant"'],
    [failed('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'refused', 'Paste its CA certificate'],
    [failed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'refused', 'Paste its CA certificate'],
    [failed('ERR_SSL_WRONG_VERSION_NUMBER'), 'refused', 'does not speak TLS'],
    [failed('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'refused', 'client certificate'],
    [failed('ERR_OSSL_PEM_NO_START_LINE'), 'refused', 'PEM'],
    [
      failed(undefined, 'Invalid header flag bits, must be 0x0 for puback packet'),
      'refused',
      'not an MQTT broker',
    ],
    [failed('ERR_NOVEL', 'something new'), 'offline', 'failed: something new'],
    [undefined, 'offline', 'closed the connection'],
  ])('%o', (error, state, words) => {
    expect(linkEndOf(error, broker)).toEqual({ state, words: expect.stringContaining(words) as string });
  });
});
