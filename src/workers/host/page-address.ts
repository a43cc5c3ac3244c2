export interface ServedAt {
  readonly address: string;
  readonly port: number;
  readonly token: string;
  readonly tls: boolean;
}

/** What a person opens in a browser. An address that means "all of this machine" is opened by loopback. */
export function pageAddress({ address, port, token, tls }: ServedAt): string {
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  const named = host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${named}:${port}/?token=${encodeURIComponent(token)}`;
}
