import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An invitation not used by then is void. */
export const invitationMs = 24 * 3_600_000;

/** Letters that cannot be mistaken for each other when read aloud. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A secret to hand over: 25 letters, 124 random bits, in groups of five. */
export function newInvitation(): { secret: string; hash: string } {
  const most = 256 - (256 % letters.length);
  let text = '';
  while (text.length < 25)
    for (const byte of randomBytes(32)) if (byte < most) text += letters[byte % letters.length];
  const secret = (text.slice(0, 25).match(/.{5}/g) ?? []).join('-');
  return { secret, hash: hashInvitation(secret) };
}

/** Case, spaces and dashes do not count. */
export function hashInvitation(secret: string): string {
  const plain = secret.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}

export function isInvitation(secret: string, hash: string | null): boolean {
  const given = Buffer.from(hashInvitation(secret), 'hex');
  return hash !== null && timingSafeEqual(given, Buffer.from(hash, 'hex'));
}
