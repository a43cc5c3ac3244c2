import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../shared/model/canonical-json';

/** SHA-256 of the canonical JSON of what is signed or kept, hex. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
