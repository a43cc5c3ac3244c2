import { actorWords } from '../../../shared/model/actor';
import type { SealedEntry } from '../../../shared/model/ledger-entry';
import { ledgerWords } from '../../../shared/model/ledger-vocabulary';
import { changedFields } from './changed-fields';

const head = 'seq,time_utc,clock_trusted,person,roles,what,words,subject_type,subject_id,subject_version,reason,table,key,field,before,after,facts,hash'; // prettier-ignore

/** One line for each field that changed, one for an entry without any: to be sorted and filtered in a spreadsheet. */
export function auditCsv(entries: readonly SealedEntry[]): string {
  return [head, ...entries.flatMap(linesOf)].map((line) => `${line}\r\n`).join('');
}

function linesOf({ entry, hash }: SealedEntry): string[] {
  const { seq, at, clockTrusted, actor, what, subject, reason, facts } = entry;
  const roles = actor.kind === 'person' ? actor.roles.join(' ') : '';
  const first = [String(seq), new Date(at).toISOString(), String(clockTrusted), actorWords(actor), roles, what, ledgerWords(what), subject.type, subject.id, String(subject.version ?? ''), reason ?? '']; // prettier-ignore
  const last = [Object.keys(facts).length > 0 ? JSON.stringify(facts) : '', hash];
  const changes = entry.rows.flatMap((row) =>
    changedFields(row).map(({ field, before, after }) => [
      row.table,
      row.key,
      field,
      before ?? '',
      after ?? '',
    ]),
  );
  const middles = changes.length > 0 ? changes : [['', '', '', '', '']];
  return middles.map((middle) => [...first, ...middle, ...last].map(cell).join(','));
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
