import type { RefusalKind } from '../driver';

/** Larger payloads are refused unread: no sensor needs them, and one must not stall the others. */
export const largestPayload = 64 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true });

export type TextRead = { readonly text: string } | { readonly problem: RefusalKind };

const empty: TextRead = { problem: 'empty' };
const tooLarge: TextRead = { problem: 'too-large' };
const notUtf8: TextRead = { problem: 'not-utf8' };

/** A payload as text, or why it is none. */
export function readText(payload: Uint8Array): TextRead {
  if (payload.length === 0) return empty;
  if (payload.length > largestPayload) return tooLarge;
  try {
    return { text: strict.decode(payload) };
  } catch {
    return notUtf8;
  }
}
