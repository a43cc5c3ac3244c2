import { Button, Select, TextInput } from '@mantine/core';
import type { SealedEntry } from '../../../shared/model/ledger-entry';
import { ledgerVocabulary, ledgerWords } from '../../../shared/model/ledger-vocabulary';
import { actorWords } from '../../../shared/model/actor';
import type { AuditAsk } from './use-audit';
import { tr } from '../../strings/translate';

/** What stands in the fields; empty is not asked for. */
export interface AuditDraft {
  readonly actor: string;
  readonly what: string;
  readonly subject: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
}
export const emptyDraft: AuditDraft = { actor: '', what: '', subject: '', field: '', from: '', to: '' };

/** `unit R1` or `unit`: type, then id. */
export function askOf({ actor, what, subject, field, from, to }: AuditDraft): AuditAsk {
  const [type = '', ...rest] = subject.trim().split(/\s+/);
  const id = rest.join(' ');
  const time = (text: string): number => new Date(text).getTime();
  return {
    ...(actor && { actor }),
    ...(what && { what }),
    ...(type && { subjectType: type }),
    ...(id && { subjectId: id }),
    ...(field.trim() && { field: field.trim() }),
    ...(from && Number.isFinite(time(from)) && { from: time(from) }),
    ...(to && Number.isFinite(time(to)) && { to: time(to) }),
  };
}

interface Props {
  readonly draft: AuditDraft;
  readonly onChange: (draft: AuditDraft) => void;
  /** Entries on show: whoever acts in them can be chosen. */
  readonly entries: readonly SealedEntry[];
}

/** Who, what, which record, which field, when. */
export function AuditFilters({ draft, onChange, entries }: Props) {
  const actors = new Map(systems.map((name) => [name, name]));
  for (const { entry } of entries)
    actors.set(entry.actor.kind === 'person' ? entry.actor.personId : nameOf(entry), actorWords(entry.actor));
  if (draft.actor !== '' && !actors.has(draft.actor)) actors.set(draft.actor, draft.actor);
  const put = (part: Partial<AuditDraft>): void => onChange({ ...draft, ...part });
  return (
    <div className="bt-audit-filters" role="search" aria-label={tr('Entries to show')}>
      <Select
        aria-label={tr('Person')}
        placeholder={tr('Everybody')}
        clearable
        searchable
        data={[...actors].map(([value, label]) => ({ value, label }))}
        value={draft.actor || null}
        onChange={(actor) => put({ actor: actor ?? '' })}
      />
      <Select
        aria-label={tr('What')}
        placeholder={tr('Everything')}
        clearable
        searchable
        data={whats}
        value={draft.what || null}
        onChange={(what) => put({ what: what ?? '' })}
      />
      <TextInput
        id="audit-record"
        aria-label={tr('Record: its type, then its id')}
        placeholder={tr('Record: unit R-101')}
        value={draft.subject}
        onChange={(event) => put({ subject: event.currentTarget.value })}
      />
      <TextInput
        aria-label={tr('Field that changed')}
        placeholder={tr('Field: range_high')}
        value={draft.field}
        onChange={(event) => put({ field: event.currentTarget.value })}
      />
      <TextInput
        aria-label={tr('From')}
        type="datetime-local"
        value={draft.from}
        onChange={(event) => put({ from: event.currentTarget.value })}
      />
      <TextInput
        aria-label={tr('To')}
        type="datetime-local"
        value={draft.to}
        onChange={(event) => put({ to: event.currentTarget.value })}
      />
      <Button variant="default" onClick={() => onChange(emptyDraft)} disabled={draft === emptyDraft}>
        {tr('All')}
      </Button>
    </div>
  );
}

const systems = ['station', 'command-line', 'set-up'];
const nameOf = (entry: SealedEntry['entry']): string => (entry.actor.kind === 'system' ? entry.actor.name : entry.actor.kind); // prettier-ignore
const nouns = [...new Set(Object.keys(ledgerVocabulary).map((what) => `${what.split('.')[0] ?? ''}.`))];
const whats = [
  ...nouns.map((noun) => ({ value: noun, label: tr('All of {noun}', { noun: noun.slice(0, -1) }) })),
  ...Object.keys(ledgerVocabulary).map((what) => ({ value: what, label: ledgerWords(what) })),
];
