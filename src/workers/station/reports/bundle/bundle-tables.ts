import { actorWords } from '../../../../shared/model/actor';
import type { CheckedSignature } from '../../../../shared/model/signature';
import type { BatchFacts } from '../../../../shared/report/batch-facts';
import { recordFieldsOf } from '../../../../shared/model/records/record-fields-of';
import { timeText } from '../../../../shared/report/time-text';
import { csvText } from './csv-text';

/** One row per version of a record; values as one text, each with its label and unit in `record.json`. */
export function recordsCsv({ records, zone }: BatchFacts): string {
  const versions = records.flatMap((one) => one.versions);
  const names = [...new Set(versions.flatMap(({ body }) => Object.keys(body)))];
  const titles = names.map((name) => {
    const field = versions.flatMap(({ kind }) => recordFieldsOf(kind)).find((one) => one.name === name);
    return field?.unit === undefined ? name : `${name} [${field.unit}]`;
  });
  return csvText(
    [
      'record',
      'kind',
      'attempt',
      'version',
      'status',
      'happened_at',
      'entered_at',
      'performed_by',
      'entered_by',
      'late',
      'verdict',
      'reason',
      'content_sha256',
      ...titles,
    ],
    versions.map((one) => [
      one.id,
      one.kind,
      one.attempt,
      one.version,
      one.status,
      timeText(one.eventAt, one.zone),
      timeText(one.enteredAt, zone),
      one.performedByName,
      one.enteredByName,
      one.late,
      one.verdict?.words ?? '',
      one.reason?.text ?? '',
      one.contentHash,
      ...names.map((name) => one.body[name]),
    ]),
  );
}

export function signaturesCsv(signatures: readonly CheckedSignature[]): string {
  return csvText(
    [
      'signature',
      'subject',
      'id',
      'version',
      'meaning',
      'words',
      'name',
      'user_id',
      'role',
      'signed_at',
      'zone',
      'reason',
      'content_sha256',
      'key',
      'state',
      'why',
    ],
    signatures.map(({ signature: one, state, why }) => [
      one.id,
      one.subject.type,
      one.subject.id,
      one.subject.version,
      one.meaning,
      one.words,
      one.name,
      one.userId,
      one.role,
      one.local,
      one.zone,
      one.reason,
      one.subject.contentHash,
      one.keyId,
      state,
      why,
    ]),
  );
}

/** The trail as rows that can be sorted and filtered: who, what, when, about what, before and after. */
export function trailCsv({ ledger }: BatchFacts): string {
  return csvText(
    [
      'entry',
      'at_utc',
      'clock_trusted',
      'who',
      'user_id',
      'what',
      'subject',
      'id',
      'version',
      'reason',
      'facts',
      'fields',
      'before',
      'after',
      'hash',
    ],
    ledger.map(({ entry, hash }) => {
      const changed = entry.rows.flatMap(({ table, before, after }) =>
        Object.keys({ ...before, ...after })
          .filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
          .map((name) => ({
            name: `${table}.${name}`,
            was: before?.[name] ?? null,
            now: after?.[name] ?? null,
          })),
      );
      return [
        entry.seq,
        new Date(entry.at).toISOString(),
        entry.clockTrusted,
        actorWords(entry.actor),
        entry.actor.kind === 'person' ? entry.actor.userId : '',
        entry.what,
        entry.subject.type,
        entry.subject.id,
        entry.subject.version ?? '',
        entry.reason,
        Object.keys(entry.facts).length === 0 ? '' : entry.facts,
        changed.map(({ name }) => name).join(' '),
        changed.length === 0 ? '' : Object.fromEntries(changed.map(({ name, was }) => [name, was])),
        changed.length === 0 ? '' : Object.fromEntries(changed.map(({ name, now }) => [name, now])),
        hash,
      ];
    }),
  );
}
