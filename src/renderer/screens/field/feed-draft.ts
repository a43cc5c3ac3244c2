import type { FoundDevice } from '../../../shared/model/device';

/** Which reading feeds which tag, as it is being edited, with every step back. */
export interface FeedDraft {
  readonly feeds: Readonly<Record<string, string>>;
  readonly past: readonly Readonly<Record<string, string>>[];
}

/** As the driver proposes. */
export function proposedDraft({ readings }: Pick<FoundDevice, 'readings'>): FeedDraft {
  return { feeds: Object.fromEntries(readings.map(({ reading, tag }) => [reading, tag])), past: [] };
}

/** One reading to another tag; empty: to none. A tag that another reading had goes over to this one. */
export function feedTo({ feeds, past }: FeedDraft, reading: string, tag: string): FeedDraft {
  if ((feeds[reading] ?? '') === tag) return { feeds, past };
  const freed = Object.entries(feeds).map(([name, own]) => [name, tag !== '' && own === tag ? '' : own]);
  return { feeds: { ...Object.fromEntries(freed), [reading]: tag }, past: [...past, feeds] };
}

/** One step back. */
export function undoFeed({ feeds, past }: FeedDraft): FeedDraft {
  const before = past.at(-1);
  return before ? { feeds: before, past: past.slice(0, -1) } : { feeds, past };
}
