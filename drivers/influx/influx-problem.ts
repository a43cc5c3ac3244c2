/** Why a store did not answer as asked. `unreachable` and `busy` pass; the others need a person. */
export type InfluxProblemKind =
  'unreachable' | 'busy' | 'refused' | 'not-found' | 'query' | 'unreadable' | 'rejected' | 'too-large';

/** Said to a person as it is. */
export class InfluxProblem extends Error {
  constructor(
    readonly kind: InfluxProblemKind,
    readonly words: string,
    /** What the server asks us to wait before the next attempt, ms. */
    readonly waitMs: number = 0,
  ) {
    super(words);
    this.name = 'InfluxProblem';
  }

  /** Whether the same request may succeed later without anybody's doing. */
  get passing(): boolean {
    return this.kind === 'unreachable' || this.kind === 'busy';
  }
}
