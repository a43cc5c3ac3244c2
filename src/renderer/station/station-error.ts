import { ORPCError } from '@orpc/client';
import { tr } from '../strings/translate';

/** Why a call never got its answer. */
export type UnreachableKind = 'closed' | 'deadline';

const unreachableWords: Readonly<Record<UnreachableKind, string>> = {
  closed: tr('The connection to the station was lost. It is being set up again.'),
  deadline: tr('The station did not answer in time'),
};

/** The call did not reach the station or its answer did not reach us. Nothing is known about its effect. */
export class StationUnreachable extends Error {
  override readonly name = 'StationUnreachable';

  constructor(
    readonly kind: UnreachableKind,
    options?: ErrorOptions,
  ) {
    super(unreachableWords[kind], options);
  }
}

/**
 * The sentence to show for whatever a call was rejected with: the refusal's own words, the first complaint about an
 * input the contract does not accept, or that the link is broken. Bugs are not quoted: they are in the station's log.
 */
export function wordsOf(error: unknown): string {
  if (error instanceof StationUnreachable) return error.message;
  if (!(error instanceof ORPCError)) return tr('Something went wrong in this window');
  const data: unknown = error.data;
  if (typeof data === 'object' && data !== null) {
    if ('words' in data && typeof data.words === 'string') return data.words;
    if ('issues' in data && Array.isArray(data.issues)) return firstIssue(data.issues) ?? error.message;
  }
  return error.defined ? error.message : tr('Something went wrong in the station; its log says what');
}

function firstIssue([issue]: readonly unknown[]): string | null {
  if (typeof issue !== 'object' || issue === null || !('message' in issue)) return null;
  return typeof issue.message === 'string' ? issue.message : null;
}

/** True for a call that the station may answer later as it stands: nobody signed in, or it cannot write now. */
export function mayComeLater(error: unknown): boolean {
  if (error instanceof StationUnreachable) return true;
  return error instanceof ORPCError && (error.code === 'UNAUTHORIZED' || error.code === 'UNAVAILABLE');
}
