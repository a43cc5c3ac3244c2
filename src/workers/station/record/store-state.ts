/** `ok`, or what keeps samples from the disk. The shape is that of a degradation, shown until it ends. */
export interface StoreState {
  readonly kind: 'ok' | 'disk-full' | 'io-error' | 'read-only' | 'busy' | 'corrupt' | 'writer-failed';
  /** Since when, epoch ms. */
  readonly since: number;
  readonly words: string;
  /** What a person can do about it; empty while all is well. */
  readonly advice: string;
}
