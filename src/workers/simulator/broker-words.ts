/** Why a broker cannot be reached, for a person. `fatal` is what trying again cannot mend. */
export interface BrokerTrouble {
  readonly words: string;
  readonly fatal: boolean;
}

const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be looked up now',
  ETIMEDOUT: 'no answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ECONNRESET: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};
/** MQTT 3.1.1, table 3.1. */
const byReturnCode: Readonly<Record<number, string>> = {
  1: 'it does not speak MQTT 3.1.1',
  2: 'it refuses this client id',
  4: 'it refuses user name or password',
  5: 'it does not allow this user',
};

/** Words for an error of the MQTT client. */
export function brokerTrouble(broker: string, error: unknown): BrokerTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'number' && byReturnCode[code]) {
    return { words: `The broker at ${broker} answers, but ${byReturnCode[code]}.`, fatal: true };
  }
  const known = typeof code === 'string' ? byCode[code] : undefined;
  const reason = known ?? (error instanceof Error && error.message ? error.message : 'unknown reason');
  return { words: `Cannot reach the broker at ${broker}: ${reason}. Trying again every 2 s.`, fatal: false };
}

/** The address without a password that may stand in it. */
export function withoutSecrets(broker: string): string {
  const url = new URL(broker);
  url.username = '';
  url.password = '';
  return url.toString().replace(/\/$/, '');
}
