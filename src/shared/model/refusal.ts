/** Codes a verb may refuse with; the contract declares their HTTP status. */
export type RefusalCode = 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'REFUSED' | 'UNAVAILABLE';

/** "No", said by a room to a person: why, and what to do. Not a bug: it is answered, not logged. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly words: string,
    /** The input field it belongs to, where there is one. */
    readonly field?: string,
  ) {
    super(words);
    this.name = 'Refusal';
  }
}
