import type { Reading } from '../../../src/shared/model/reading';
import type { BatchAnnouncement, RefusalKind } from '../../driver';

/** What is known of a message before its payload is read. */
export interface Place {
  readonly unitKey: string;
  readonly tag: string;
  readonly seenTime: number;
  readonly retained: boolean;
}

export interface PayloadRead {
  readonly readings: readonly Reading[];
  readonly batch?: BatchAnnouncement;
  readonly problem?: RefusalKind;
}

/** Reads one kind of payload. Never throws. */
export type PayloadReader = (text: string, place: Place) => PayloadRead;

/**
 * One line of a dialect's table. In `pattern`, `{unit}` and `{tag}` take one topic level each, `{tag+}` all levels that
 * are left. `tag` says how the tag is made of what was taken (default `{tag}`).
 */
export interface TopicRule {
  readonly pattern: string;
  readonly tag?: string;
  readonly payload: 'sensor' | 'announcement' | 'no-reading';
  readonly read: PayloadReader;
}

export interface Dialect {
  /** Topic filters to subscribe to where the connection names none. */
  readonly topics: readonly string[];
  readonly rules: readonly TopicRule[];
}

const nothing: PayloadRead = { readings: [] };

/** For topics that a dialect knows and that carry no reading. */
export const readNothing: PayloadReader = () => nothing;
