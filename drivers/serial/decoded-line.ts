/** What one line of a device said. */
export type DecodedLine =
  /** Numbers by name; units are in the names or the protocol's manifest. */
  | {
      readonly kind: 'values';
      readonly values: Readonly<Record<string, number>>;
      readonly stable?: boolean;
      readonly unit?: string;
    }
  /** What the device says of itself: serial number, software, state. */
  | { readonly kind: 'identity'; readonly facts: Readonly<Record<string, string>> }
  /** The device refuses or reports a fault, in words. */
  | { readonly kind: 'fault'; readonly words: string }
  /** Done as asked; nothing to keep. */
  | { readonly kind: 'done' }
  /** Not a line of this protocol. */
  | { readonly kind: 'unknown' };

export const unknownLine: DecodedLine = { kind: 'unknown' };

/** A decimal number as instruments write it; null for anything else, so that noise is never taken for a value. */
export function deviceNumber(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}
