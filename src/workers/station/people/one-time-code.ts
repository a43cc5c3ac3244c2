import { Secret, TOTP } from 'otpauth';

const periodMs = 30_000;

function totpOf(userId: string, seed: string): TOTP {
  return new TOTP({
    issuer: 'Bioprocess Twin',
    label: userId,
    algorithm: 'SHA1',
    digits: 6,
    period: periodMs / 1000,
    secret: Secret.fromBase32(seed),
  });
}

/** A new seed of 160 random bits, Base32. */
export function newSeed(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads (RFC 6238, six digits, 30 s). */
export function enrolmentUri(userId: string, seed: string): string {
  return totpOf(userId, seed).toString();
}

/**
 * The time step that a code belongs to: now, or one to either side for clocks that differ. Null where it belongs to
 * none, or to one that was used before.
 */
export function stepOfCode(code: string, seed: string, at: number, lastStep: number | null): number | null {
  const delta = totpOf('code', seed).validate({ token: code, timestamp: at, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(at / periodMs) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
