import type { Reading } from '../../src/shared/model/reading';
import type { Place } from './dialects/dialect';

type Fault = NonNullable<Reading['fault']>;

/** What a payload said beside its value; everything may be absent. */
export interface Told {
  readonly tag?: string | undefined;
  readonly name?: string | undefined;
  readonly sourceTime?: number | null | undefined;
  readonly seq?: number | undefined;
  readonly unit?: string | undefined;
  readonly fault?: Fault | undefined;
}

const silent: Told = {};

/** A reading at a place. Without a value the fault is `not-a-number` unless the source told a graver one. */
export function readingAt(place: Place, value: number | null, told: Told = silent): Reading {
  const fault = told.fault ?? (value === null ? 'not-a-number' : undefined);
  return {
    unitKey: place.unitKey,
    tag: told.tag ?? place.tag,
    ...(told.name ? { name: told.name } : {}),
    value,
    sourceTime: told.sourceTime ?? null,
    seenTime: place.seenTime,
    ...(told.seq === undefined ? {} : { seq: told.seq }),
    ...(told.unit ? { unit: told.unit } : {}),
    ...(place.retained ? { retained: true } : {}),
    ...(fault ? { fault } : {}),
  };
}
