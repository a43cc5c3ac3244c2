import type { MeaningCode } from '../signature';
import type { PersonRole } from '../role';
import type { Field, Level, Values } from './field';

export const qualityKinds = ['deviation', 'capa', 'change', 'training', 'procedure'] as const;
export type QualityKind = (typeof qualityKinds)[number];

export interface QualityState {
  readonly id: string;
  readonly words: string;
  /** What is being done in it, for the person who opens it. */
  readonly doing: string;
  /** Fields without which it cannot be left forward. */
  readonly needs: readonly string[];
  readonly final?: true;
}

/** One way from a state to another. */
export interface Transition {
  readonly id: string;
  /** On its button. */
  readonly words: string;
  readonly from: readonly string[];
  /** Null where the state stays. */
  readonly to: string | null;
  /** Back, away or off the way: a reason must be given, and what the state still needs is not asked. */
  readonly backward?: true;
  readonly roles: readonly PersonRole[];
  /** What must be signed for it to happen; left out, it happens at once. */
  readonly meaning?: MeaningCode;
  /** Only the person whose id stands in this field. */
  readonly onlyPersonIn?: string;
  /** Not by whoever took one of these steps. */
  readonly notBy?: readonly string[];
  /** Not by the person whose id stands in this field. */
  readonly notPersonIn?: string;
  /** Fields that the step itself asks for, filled in with it. */
  readonly asks?: readonly string[];
  /** Only where a field has one of these values. */
  readonly when?: Field['when'];
  /** Steps that must have been taken since the item was opened or reopened. */
  readonly after?: readonly string[];
  /** Not twice. */
  readonly once?: true;
  /** Counted and shown. */
  readonly extension?: true;
}

/** A time by which something must be over. */
export interface Clock {
  readonly id: string;
  readonly words: string;
  /** It runs in these states only. */
  readonly runsIn: readonly string[];
  /** Hours after the item was opened, by level. */
  readonly hours?: Readonly<Partial<Record<Level, number>>>;
  /** Or: hours after a step was taken; weekends do not count. */
  readonly workingHoursAfter?: { readonly step: string; readonly hours: number; readonly until: string };
  /** Or: the time that stands in a field. */
  readonly field?: string;
}

/** What is wrong with the values of an item in ways that single fields cannot tell. */
export interface Check {
  /** Steps it is asked of; left out: of every way forward. */
  readonly of?: readonly string[];
  /** Null where all is well. */
  readonly problem: (values: Values, now: number) => string | null;
}

/** How one kind of quality item goes, as data. */
export interface Machine {
  readonly kind: QualityKind;
  readonly noun: string;
  readonly plural: string;
  /** First letters of its numbers. */
  readonly prefix: string;
  /** Field that names it in lists. */
  readonly title: string;
  readonly fields: readonly Field[];
  /** The first is where an item begins. */
  readonly states: readonly QualityState[];
  readonly transitions: readonly Transition[];
  readonly clocks: readonly Clock[];
  readonly checks: readonly Check[];
  /** Roles that may open one and write in it. */
  readonly openers: readonly PersonRole[];
  readonly writers: readonly PersonRole[];
  /** Procedure whose training its signatures ask for. */
  readonly procedure?: string;
  /** Field with the person who did it, where that is not whoever wrote it. */
  readonly performer?: string;
  /** Roles that alone may make this change of values; null where all writers may. */
  readonly reserved?: (before: Values, after: Values) => readonly PersonRole[] | null;
}
