/** What a host application says of itself: here since then, or gone. */
export interface HostState {
  readonly online: boolean;
  /** Epoch ms: beginning of its session, the same in its will. */
  readonly timestamp: number;
}

export function encodeHostState({ online, timestamp }: HostState): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ online, timestamp }));
}

/** @returns undefined where the payload is no STATE message of version 3 */
export function decodeHostState(payload: Uint8Array): HostState | undefined {
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(payload));
    if (typeof read !== 'object' || read === null || !('online' in read) || !('timestamp' in read))
      return undefined;
    const { online, timestamp } = read;
    return typeof online === 'boolean' && typeof timestamp === 'number' ? { online, timestamp } : undefined;
  } catch {
    return undefined;
  }
}
