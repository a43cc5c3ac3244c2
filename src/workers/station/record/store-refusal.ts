/** Why the store will not open, or will not take or give something. Stable: shown, tested and logged by this name. */
export type StoreRefusalKind =
  | 'in-use'
  | 'unwritable'
  | 'not-a-database'
  | 'foreign'
  | 'newer-version'
  | 'corrupt'
  | 'sqlite-too-old'
  | 'wrong-key'
  | 'dropped'
  | 'closed';

/** The store says no, why, and what a person can do. A file it refuses has not been written to. */
export class StoreRefusal extends Error {
  constructor(
    readonly kind: StoreRefusalKind,
    readonly words: string,
    readonly advice: string,
  ) {
    super(`${words} ${advice}`);
    this.name = 'StoreRefusal';
  }
}

/** The refusal of everything asked after the end. */
export function storeClosed(): StoreRefusal {
  return new StoreRefusal('closed', 'The station is stopping.', 'Ask again once it runs.');
}
