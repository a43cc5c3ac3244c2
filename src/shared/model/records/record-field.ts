/** What a field takes. `yes-no` has no default: an observation is made, not assumed. */
export const fieldTypes = [
  'number',
  'integer',
  'text',
  'long-text',
  'choice',
  'yes-no',
  'time',
  'date',
  'person',
  'record',
  'rows',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What a code must begin with to be taken by a field; anything else scanned is refused. */
export const scanPrefixes = [
  'VESSEL:',
  'USER:',
  'CRYO:',
  'FILTER:',
  'PROBE:',
  'LOT:',
  'AUTOCLAVE:',
  'BALANCE:',
] as const;
export type ScanPrefix = (typeof scanPrefixes)[number];

/** Lowest and highest value that is still all right. Null: no bound on that side. */
export interface Span {
  readonly low: number | null;
  readonly high: number | null;
}

/** A value outside of a span has a finding of that level; the strongest one counts. */
export interface FieldRanges {
  readonly warn?: Span;
  readonly confirm?: Span;
  readonly impossible?: Span;
}

export interface Choice {
  readonly value: string;
  readonly words: string;
}

/** One field of a record, as data: forms are drawn from it, and the schema of the record is made of it. */
export interface RecordField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** As printed beside the field; left out for a pure number. */
  readonly unit?: string;
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  readonly ranges?: FieldRanges;
  readonly help?: string;
  readonly scan?: ScanPrefix;
  /** Heading it stands under. */
  readonly section?: string;
  /** Asked for only while another field holds one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** Not asked for while another field holds one of these values. */
  readonly unless?: { readonly field: string; readonly is: readonly string[] };
  /** Columns of `rows`. */
  readonly fields?: readonly RecordField[];
  /** Fewest and most rows. */
  readonly rows?: { readonly least: number; readonly most: number };
  /** Most characters of a text. */
  readonly longest?: number;
}

/** True where a field is asked for, given the rest of the body. */
export function isAsked(field: RecordField, body: Readonly<Record<string, unknown>>): boolean {
  const holds = ({
    field: name,
    is,
  }: {
    readonly field: string;
    readonly is: readonly string[];
  }): boolean => {
    const given = body[name];
    return typeof given === 'string' && is.includes(given);
  };
  if (field.unless !== undefined && holds(field.unless)) return false;
  return field.when === undefined || holds(field.when);
}
