import type { AuditStatus } from '../../../shared/contract/audit';
import type { AnchorPlace } from '../record/ledger/ledger';

/** What somebody with this machine and no signing key could take away without a trace. */
export function exposureOf(
  places: readonly AnchorPlace[],
  head: number,
  now: number,
): AuditStatus['exposure'] {
  const outside = places.filter(({ inside }) => !inside);
  const reached = outside.filter(({ reachedAt }) => reachedAt !== null);
  const newest = (reached.length > 0 ? reached : places).toSorted(
    (a, b) => (b.reachedAt ?? 0) - (a.reachedAt ?? 0),
  )[0];
  const entries = Math.max(0, head - (newest?.seq ?? 0));
  const sinceMs = typeof newest?.reachedAt === 'number' ? Math.max(0, now - newest.reachedAt) : null;
  return { outside: reached.length > 0, entries, sinceMs, words: words(outside.length, reached.length) };
}

function words(outside: number, reached: number): string {
  if (reached > 0)
    return 'Entries since the newest anchor outside could be cut off together with what they tell of, and nothing here would show it. Everything before is held by the anchor.';
  if (outside > 0)
    return 'No place outside was reached since the start: whoever holds the data folder could put back an older copy of all of it. See why it is not reached.';
  return 'Anchors stay in the data folder alone: whoever holds it could put back an older copy of all of it. Name a share or another disk; a printed head serves as well.';
}
