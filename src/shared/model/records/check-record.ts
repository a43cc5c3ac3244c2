import { fieldsOf, type FieldValue, type RecordBody, type RowValues } from './field-value';
import type { AnsweredFinding, Finding, FindingLevel } from './finding';
import { saysSomething } from './finding';
import { kindOfRecord } from './kind-of-record';
import type { RecordContext } from './record-context';
import { isAsked, type RecordField, type Span } from './record-field';
import type { RecordKind } from './record-kind';
import { bodySchemaOf } from './record-schema';
import type { Computation, RecordMoment } from './record-rule';

export interface RecordCheck extends Computation {
  readonly findings: readonly Finding[];
}

/** A minute ahead is a watch, not a mistake. */
const futureMs = 60_000;
const strength: Readonly<Record<FindingLevel, number>> = { W: 0, C: 1, X: 2 };

/**
 * All that the rules of a kind hold against a body, strongest first, and what is computed from it. Form, station and
 * import ask this same function.
 */
export function checkRecord(
  kind: RecordKind,
  body: RecordBody,
  context: RecordContext,
  moment: RecordMoment,
): RecordCheck {
  const { fields, rules, compute } = kindOfRecord(kind);
  const f = fieldsOf(body);
  const byRules = rules.flatMap((rule): Finding[] => {
    const said = rule.says(f, context, moment);
    if (said === null) return [];
    const { id, level, field } = rule;
    if (typeof said === 'string') return [{ rule: id, level, field, row: null, words: said }];
    return said.map(({ row, words }) => ({ rule: id, level, field, row, words }));
  });
  const findings = [
    ...formFindings(kind, body),
    ...timeFindings(kind, context, moment),
    ...rangeFindings(kind, fields, body),
    ...byRules,
  ];
  return {
    findings: findings.toSorted((a, b) => strength[b.level] - strength[a.level]),
    ...compute(f, context, moment),
  };
}

/** Key under which the answer to a finding is handed in. */
export function answerKey({ rule, row }: Pick<Finding, 'rule' | 'row'>): string {
  return row === null ? rule : `${rule}[${row}]`;
}

/** Findings with the reasons given; one without words of its own counts as none. */
export function answered(
  findings: readonly Finding[],
  answers: Readonly<Record<string, string>>,
): AnsweredFinding[] {
  return findings.map((finding) => {
    const answer = answers[answerKey(finding)]?.trim() ?? '';
    return { ...finding, answer: finding.level === 'C' && saysSomething(answer) ? answer : null };
  });
}

/** True where a finding of level C still wants its reason. */
export function wantsReason({ level, answer }: AnsweredFinding): boolean {
  return level === 'C' && answer === null;
}

function formFindings(kind: RecordKind, body: RecordBody): Finding[] {
  const result = bodySchemaOf(kind).safeParse(body);
  if (result.success) return [];
  return result.error.issues.map(({ path, message, code }) => ({
    rule: `${kind}.form`,
    level: 'X',
    field: typeof path[0] === 'string' ? path[0] : null,
    row: typeof path[1] === 'number' ? path[1] : null,
    words: code === 'unrecognized_keys' ? `There is no such field: ${message}` : message,
  }));
}

function timeFindings(kind: RecordKind, { now }: RecordContext, { eventAt }: RecordMoment): Finding[] {
  if (eventAt <= now + futureMs) return [];
  return [
    {
      rule: `${kind}.future`,
      level: 'X',
      field: 'eventAt',
      row: null,
      words: 'This time lies in the future: enter when it happened',
    },
  ];
}

function rangeFindings(
  kind: RecordKind,
  fields: readonly RecordField[],
  body: RecordBody | RowValues,
): Finding[] {
  return fields.flatMap((field): Finding[] => {
    if (!isAsked(field, body)) return [];
    const value: FieldValue | undefined = body[field.name];
    if (field.type === 'rows' && Array.isArray(value))
      return (value as readonly RowValues[]).flatMap((cells, row) =>
        rangeFindings(kind, field.fields ?? [], cells).map((found) => ({ ...found, field: field.name, row })),
      );
    return typeof value === 'number' ? rangeFinding(kind, field, value) : [];
  });
}

function rangeFinding(kind: RecordKind, field: RecordField, value: number): Finding[] {
  const { impossible, confirm, warn } = field.ranges ?? {};
  const shown = `${field.label} ${value}${field.unit === undefined ? '' : ` ${field.unit}`}`;
  const found = (level: FindingLevel, words: string): Finding[] => [
    { rule: `${kind}.${field.name}.range`, level, field: field.name, row: null, words },
  ];
  if (impossible && outside(impossible, value))
    return found('X', `${shown} cannot be (${spanWords(impossible)}): read it again and enter it anew`);
  if (confirm && outside(confirm, value))
    return found('C', `${shown} is unusual (${spanWords(confirm)}): check it, or say why it is so`);
  return warn && outside(warn, value) ? found('W', `${shown} is unusual (${spanWords(warn)})`) : [];
}

const outside = ({ low, high }: Span, value: number): boolean =>
  (low !== null && value < low) || (high !== null && value > high);

function spanWords({ low, high }: Span): string {
  if (low !== null && high !== null) return `${low} to ${high}`;
  return low === null ? `at most ${high}` : `at least ${low}`;
}
