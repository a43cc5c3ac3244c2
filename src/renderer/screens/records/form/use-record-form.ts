import { useMemo, useState } from 'react';
import type { SubmitOutcome } from '../../../../shared/contract/records';
import { answered, checkRecord, wantsReason } from '../../../../shared/model/records/check-record';
import { type Finding, reasonSchema } from '../../../../shared/model/records/finding';
import { kindOfRecord } from '../../../../shared/model/records/kind-of-record';
import type { KeptRecord, RecordDraft } from '../../../../shared/model/records/record';
import type { RecordContext } from '../../../../shared/model/records/record-context';
import { recordKindWords } from '../../../../shared/model/records/record-kind';
import type { SignedIn } from '../../../../shared/model/person';
import type { Session } from '../../../station/session';
import { useStation } from '../../../station/station-context';
import { clientId } from '../outbox/client-id';
import { useOutbox } from '../outbox/outbox-provider';
import type { OutboxCall } from '../outbox/send-entry';
import { useMe } from '../../../station/use-session';
import { useRecordContext, useRecordsChanged } from '../use-records';
import {
  entryOf,
  eventAtOf,
  formOfDraft,
  formOfRecord,
  type FormPlace,
  type FormState,
  newForm,
} from './form-state';
import { firstTexts } from './first-texts';
import type { FormTexts } from './form-texts';
import { useDraft } from './use-draft';
import { tr } from '../../../strings/translate';

/** A time so near is the present: the line is asked for as it is now. */
const presentMs = 120_000;

/** How handing in ended, for the page around the form. */
export type Handed =
  | { readonly kind: 'kept'; readonly record: KeptRecord }
  /** It is on this device and goes to the station when that is back. */
  | { readonly kind: 'waiting' };

export interface FormWish {
  readonly place: FormPlace;
  readonly context: RecordContext;
  readonly draft: RecordDraft | null;
  /** Proposal that is confirmed with this form. */
  readonly proposalId: string | null;
  /** Begins with this instead of an empty form. */
  readonly begin: FormState | null;
  readonly onHanded: (handed: Handed) => void;
}

export interface FormProblem {
  readonly words: string;
  readonly theirs: KeptRecord | null;
}

/** State of one form: what is typed, what the rules say of it as it stands, and the ways out. */
export function useRecordForm({ place, context: present, draft, proposalId, begin, onHanded }: FormWish) {
  const { clock, session } = useStation();
  const me = useMe();
  const outbox = useOutbox();
  const changed = useRecordsChanged();
  const { fields } = kindOfRecord(place.kind);
  const [state, setState] = useState<FormState>(() => {
    const now = clock.now();
    if (draft)
      return { ...(place.amending ? formOfRecord(fields, place.amending) : {}), ...formOfDraft(draft, now) };
    if (begin) return begin;
    return place.amending
      ? formOfRecord(fields, place.amending)
      : newForm(present.now, firstTexts(place.kind, present, me?.personId ?? null, place.unitId));
  });
  const context = useContextOf(place, present, eventAtOf(state));
  const kept = useDraft(place, me?.personId ?? null, draft);
  const [id] = useState(() => clientId(Date.now()));
  const [seen, setSeen] = useState(place.amending?.version ?? 0);
  const [busy, setBusy] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [scanSaid, setScanSaid] = useState('');
  const read = useMemo(
    () => entryOf(place, fields, state, context.zone),
    [place, fields, state, context.zone],
  );
  const judged = useMemo(
    () =>
      checkRecord(place.kind, read.entry.body, withoutItself(context, place), {
        eventAt: read.entry.eventAt,
        performedBy: read.entry.performedBy ?? me?.personId ?? '',
      }),
    [place, read.entry, context, me?.personId],
  );
  const findings = useMemo(
    () =>
      gravestOnly([...read.unreadable, ...judged.findings.filter((one) => !isSaid(one, read.unreadable))]),
    [read.unreadable, judged.findings],
  );

  const change = (next: FormState): void => {
    setState(next);
    setProblem(null);
    kept.save(next, clock.now(), context.zone);
  };
  const missing = findings.filter(isMissing);
  // What cannot be is refused whatever is said to the rest.
  const refused = findings.some(({ level }) => level === 'X');
  const unanswered = refused ? [] : answered(findings, state.answers).filter(wantsReason);

  const callOf = (): OutboxCall => {
    const { entry } = read;
    if (place.amending)
      return { verb: 'amend', id: place.amending.id, seen, reason: state.reason, entry, draftId: kept.id };
    if (proposalId !== null) return { verb: 'confirm', proposalId, entry };
    return { verb: 'submit', entry, draftId: kept.id };
  };
  const handIn = async (): Promise<void> => {
    setPressed(true);
    const stop = stopWords(missing.length, unanswered.length, place.amending !== null, state);
    if (stop !== null) return setProblem({ words: stop, theirs: null });
    if (!outbox)
      return setProblem({ words: tr('This device is not ready yet: try again in a moment.'), theirs: null });
    const person = me ?? (await signedIn(session));
    if (person === null)
      return setProblem({ words: tr('Sign in first: a record is somebody’s.'), theirs: null });
    setBusy(true);
    await kept.settle();
    const sent = await outbox.post({
      id,
      verb: 'records',
      input: callOf(),
      words: tr(recordKindWords[place.kind]),
      batchId: place.batchId ?? '',
      personId: person.personId,
      personName: person.name,
      madeAt: Math.round(clock.now()),
      refused: null,
    });
    setBusy(false);
    changed();
    if (sent.kind === 'later') {
      kept.forget(false);
      return onHanded({ kind: 'waiting' });
    }
    // The form still holds it: it must not wait in the outbox as well.
    if (sent.kind === 'refused') await outbox.forget(id);
    const answer = sent.answer as SubmitOutcome | undefined;
    if (answer?.outcome === 'kept') {
      kept.forget(false);
      return onHanded({ kind: 'kept', record: answer.record });
    }
    const words = sent.kind === 'refused' ? tr(sent.words) : tr('The station answered with nothing');
    setProblem({ words, theirs: answer?.outcome === 'conflict' ? answer.theirs : null });
  };
  return {
    fields,
    context,
    state,
    entry: read.entry,
    findings: pressed
      ? findings
      : findings.filter((one) => !isMissing(one) && !isOfUnfinishedRow(one, missing)),
    missing,
    computed: judged.computed,
    verdict: judged.verdict,
    busy,
    problem,
    draft: kept,
    scanSaid,
    setScanSaid,
    setTexts: (texts: FormTexts) => change({ ...state, texts }),
    /** The same without leaving the conflict that is being settled. */
    takeTexts: (texts: FormTexts) => setState({ ...state, texts }),
    setState: (part: Partial<FormState>) => change({ ...state, ...part }),
    /** After a conflict: what stands now was read, mine is to follow it. */
    acceptTheirs: (version: number) => {
      setSeen(version);
      setProblem(null);
    },
    handIn,
  };
}

/** Opens the sign-in where nobody is signed in; null where the person gives up. */
async function signedIn(session: Session): Promise<SignedIn | null> {
  await session.ask().catch(() => undefined);
  return session.get()?.me ?? null;
}

/** A rule need not say again that a text cannot be read. */
const isSaid = (finding: Finding, unreadable: readonly Finding[]): boolean =>
  unreadable.some(({ field, row }) => field === finding.field && row === finding.row);

/** An empty field is not wrong while somebody is still typing. */
const isMissing = ({ rule, words }: Finding): boolean =>
  rule.endsWith('.form') && /is missing|enter at least/.test(words);

/** Beside what cannot be, nothing else is to be said of a field. */
function gravestOnly(findings: readonly Finding[]): Finding[] {
  const impossible = findings.filter(({ level, field }) => level === 'X' && field !== null);
  return findings.filter(
    (one) =>
      one.level === 'X' || !impossible.some(({ field, row }) => field === one.field && row === one.row),
  );
}

/** A row that is still being filled in is not held against anybody. */
const isOfUnfinishedRow = (finding: Finding, missing: readonly Finding[]): boolean =>
  finding.row !== null &&
  finding.level !== 'X' &&
  missing.some(({ field, row }) => row === finding.row && field === finding.field);

/** Values of the line and predictions are those of the time of the event, where that lies back. */
function useContextOf(place: FormPlace, present: RecordContext, eventAt: number): RecordContext {
  const back = Number.isFinite(eventAt) && eventAt < present.now - presentMs;
  const then = useRecordContext(place.kind, place.batchId, back ? Math.floor(eventAt) : null, 'form');
  return then.data ?? present;
}

/** A record that is corrected is not held against itself. */
function withoutItself(context: RecordContext, { amending }: FormPlace): RecordContext {
  if (amending === null) return context;
  return { ...context, records: context.records.filter(({ id }) => id !== amending.id) };
}

function stopWords(missing: number, unanswered: number, amending: boolean, state: FormState): string | null {
  if (missing > 0)
    return tr('{missing} {which} still to be filled in.', {
      missing,
      which: missing === 1 ? tr('field is') : tr('fields are'),
    });
  if (unanswered > 0) return tr('Say why beside what is unusual, in a few words of your own.');
  const reason = amending ? reasonSchema.safeParse(state.reason.text) : null;
  return reason && !reason.success
    ? tr('Say why this record is corrected, in a few words of your own.')
    : null;
}
