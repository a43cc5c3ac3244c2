import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StoreRefusal } from '../store-refusal';

const layout = 1;
const ivBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/**
 * The 32 bytes every secret is sealed under.
 * @throws StoreRefusal `wrong-key` for anything else
 */
export function masterKey(hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex))
    throw new StoreRefusal(
      'wrong-key',
      'The key that protects passwords is not 32 bytes long.',
      'Restore the key file of this installation.',
    );
  return Buffer.from(hex, 'hex');
}

/**
 * Encrypts with AES-256-GCM: layout byte, nonce, tag, ciphertext. `place` says where it belongs: moved to another
 * place it does not open.
 */
export function seal(secret: string, place: string, key: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(layout), iv, cipher.getAuthTag(), text]);
}

/**
 * The inverse of {@link seal}.
 * @throws StoreRefusal `wrong-key` where key, place or content is not what it was
 */
export function unseal(sealed: Buffer, place: string, key: Buffer): string {
  const iv = sealed.subarray(1, 1 + ivBytes);
  const tag = sealed.subarray(1 + ivBytes, 1 + ivBytes + tagBytes);
  try {
    if (sealed[0] !== layout) throw new Error('Unknown layout');
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    const text = sealed.subarray(1 + ivBytes + tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    // An unknown layout is a newer version's; GCM tells no more than that it does not fit, and neither may we.
    throw new StoreRefusal(
      'wrong-key',
      'A stored password cannot be opened with the key of this installation.',
      'Enter the password again, or restore the key file.',
    );
  }
}
