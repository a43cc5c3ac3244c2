import { createHash, timingSafeEqual } from 'node:crypto';

/** What of a request can carry the token. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  readonly query: string | undefined;
}

export const tokenCookie = 'bt_token';

/** True if any of the three places holds the station's token. Compared in constant time. */
export function holdsToken(token: string, { authorization, cookie, query }: Credentials): boolean {
  const bearer = authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;
  return [bearer, cookie, query].some((given) => given !== undefined && equal(given, token));
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
