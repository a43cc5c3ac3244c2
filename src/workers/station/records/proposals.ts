import type { SubmitOutcome } from '../../../shared/contract/records';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import { deviationRuleWords } from '../../../shared/model/records/deviation-rules';
import { findExcursions, type Excursion } from '../../../shared/model/records/find-excursions';
import { saysSomething } from '../../../shared/model/records/finding';
import { fieldsOf } from '../../../shared/model/records/field-value';
import {
  changeParameters,
  type ChangeParameter,
} from '../../../shared/model/records/kinds/process-change-fields';
import { unanswered, type Proposal } from '../../../shared/model/records/proposal';
import type { RecordEntry } from '../../../shared/model/records/record';
import { changeLine } from '../../../shared/model/records/rules/change-rules';
import { Refusal } from '../../../shared/model/refusal';
import type { BatchBook } from './batch-book';
import { batchTargets } from './batch-targets';
import { readGrid } from './batch-history';
import { plantNow } from './plant-time';
import { recordsOf } from './record-book';
import { recordProposals } from './record-proposals';
import { personActing, requireRight, type RecordsDeps } from './records-deps';
import type { SetPointStep } from './set-point-watch';
import { submitRecord } from './submit-record';

/** What was seen on the line and waits for a person. */
export interface Proposals {
  list(batchId?: BatchId): Proposal[];
  confirm(id: string, entry: RecordEntry, clientId: string | undefined): Promise<SubmitOutcome>;
  reject(id: string, reason: string): Proposal;
  /** A set point settled somewhere else. */
  stepped(step: SetPointStep): void;
  /** Holds what the line did, and what is written down, against the rules. */
  look(): Promise<void>;
}

/** How far back the first look at a batch goes, and every later one. */
const firstLookMs = 48 * 3_600_000;
const lookBackMs = 3 * 3_600_000;
const marginMs = 10 * 60_000;
const categories: Readonly<Record<string, string>> = {
  DO: 'dissolved-oxygen',
  pH: 'ph',
  Temp_Broth: 'temperature',
  Gas_MFC_O2: 'aeration',
};

export function createProposals(deps: RecordsDeps, book: BatchBook): Proposals {
  const { keep } = deps;
  const looked = new Map<BatchId, number>();
  const find = (id: string): Proposal => {
    const found = keep.findProposal(id);
    if (!found) throw new Refusal('NOT_FOUND', `No proposal is called ${id}`, 'id');
    if (found.state !== 'open') throw new Refusal('CONFLICT', `This was ${found.state} already`);
    return found;
  };
  const put = (proposal: Proposal, what: 'proposal.made' | 'proposal.rejected', reason?: string): void => {
    deps.ledger.write(
      {
        what,
        subject: { type: 'proposal', id: proposal.id },
        ...(reason === undefined ? {} : { reason }),
        facts: { rule: proposal.rule, level: proposal.level },
      },
      () => keep.addProposal(proposal),
    );
    if (what === 'proposal.made')
      deps.tell(
        'info',
        'record-proposed',
        `Seen on the line, to be confirmed: ${proposal.title}`,
        proposal.unitId,
      );
    deps.changed();
  };
  const runningOn = (unitId: UnitId): BatchRun | undefined => book.heldBy(unitId);
  return {
    list: (batchId) => keep.listProposals(batchId),
    confirm: async (id, entry, clientId) => {
      const proposal = find(id);
      const actor = personActing();
      const also = (record: { readonly id: string }): void => {
        keep.addProposal({
          ...find(id),
          state: 'confirmed',
          answeredBy: actor.personId,
          answeredAt: deps.now(),
          recordId: record.id,
        });
      };
      if (entry.kind !== proposal.kind || entry.batchId !== proposal.batchId)
        throw new Refusal('REFUSED', 'This proposal is about another kind of record, or another batch');
      return submitRecord(deps, book, entry, { clientId, also });
    },
    reject: (id, reason) => {
      const { personId } = personActing();
      const proposal = find(id);
      requireRight(deps, personId, proposal.unitId);
      if (!saysSomething(reason))
        throw new Refusal('REFUSED', 'Say why, in a few words of your own', 'reason');
      const rejected: Proposal = {
        ...proposal,
        state: 'rejected',
        answeredBy: personId,
        answeredAt: deps.now(),
        reason,
      };
      put(rejected, 'proposal.rejected', reason);
      return rejected;
    },
    stepped: (step) => {
      const batch = runningOn(step.unitId);
      if (!batch || isWritten(deps, batch, step)) return;
      put(proposalOfStep(deps, batch, step), 'proposal.made');
    },
    look: async () => {
      for (const batch of book.list()) {
        const known = new Map(keep.listProposals(batch.id).map((one) => [one.id, one]));
        for (const next of recordProposals(deps, batch)) offer(known, next, put);
        if (batch.state === 'running' || batch.state === 'held') await lookAt(deps, batch, looked, put);
      }
    },
  };
}

function proposalOfStep(deps: RecordsDeps, batch: BatchRun, step: SetPointStep): Proposal {
  const unit = deps.plant.units().find(({ id }) => id === batch.unitId);
  const { workingVolumeL } = batchTargets(deps.keep, batch, unit?.startVolumeL ?? 1);
  const convert = (value: number): number =>
    Number((changeLine[step.parameter]?.from(value, workingVolumeL) ?? value).toPrecision(5));
  const label = changeParameters[step.parameter as ChangeParameter] ?? step.parameter;
  const [from, to] = [convert(step.from), convert(step.to)];
  return {
    id: `${batch.id}/${step.tag}/${step.at}`,
    batchId: batch.id,
    unitId: batch.unitId,
    kind: 'process-change',
    rule: 'set-point-step',
    title: `${label} set from ${from} to ${to}`,
    level: null,
    startedAt: step.at,
    endedAt: step.at,
    proposedAt: deps.now(),
    evidence: {
      tag: step.tag,
      from: step.at - 5 * 60_000,
      to: step.at + 5 * 60_000,
      words: `${step.tag} went from ${step.from} to ${step.to}`,
    },
    body: { parameter: step.parameter, oldValue: from, newValue: to },
    ...unanswered,
  };
}

/** A person was quicker. */
function isWritten(deps: RecordsDeps, batch: BatchRun, step: SetPointStep): boolean {
  return recordsOf(deps.keep, batch.id).some(
    ({ kind, body, eventAt, status }) =>
      kind === 'process-change' &&
      status !== 'voided' &&
      body['parameter'] === step.parameter &&
      Math.abs(eventAt - step.at) < 5 * 60_000,
  );
}

async function lookAt(
  deps: RecordsDeps,
  batch: BatchRun,
  looked: Map<BatchId, number>,
  put: (proposal: Proposal, what: 'proposal.made') => void,
): Promise<void> {
  if (batch.t0 === null) return;
  const now = plantNow(deps, batch.unitId);
  const known = new Map(deps.keep.listProposals(batch.id).map((one) => [one.id, one]));
  const unfinished = [...known.values()]
    .filter(({ endedAt }) => endedAt === null)
    .map(({ startedAt }) => startedAt - marginMs);
  const back = looked.has(batch.id) ? lookBackMs : firstLookMs;
  const from = Math.max(batch.t0, Math.min(now - back, ...unfinished));
  const course = await courseOf(deps, batch, from, now);
  looked.set(batch.id, now);
  for (const excursion of findExcursions(course)) {
    // What began before the window began is a piece of something that is known already.
    if (from > batch.t0 && excursion.from < from + 60_000) continue;
    offer(known, proposalOf(deps, batch, excursion, now), put);
  }
}

/** Proposes what is new, and what became graver or came to its end while nobody had answered. */
function offer(
  known: ReadonlyMap<string, Proposal>,
  next: Proposal,
  put: (proposal: Proposal, what: 'proposal.made') => void,
): void {
  const before = known.get(next.id);
  if (!before) put(next, 'proposal.made');
  else if (
    before.state === 'open' &&
    (before.level !== next.level || (before.endedAt === null && next.endedAt !== null))
  )
    put({ ...next, proposedAt: before.proposedAt }, 'proposal.made');
}

async function courseOf(
  deps: RecordsDeps,
  batch: BatchRun,
  from: number,
  now: number,
): Promise<Parameters<typeof findExcursions>[0]> {
  const grid = await readGrid(deps, batch.unitId, ['DO', 'pH', 'Temp_Broth', 'Gas_MFC_O2'], from, now);
  const targets = batchTargets(deps.keep, batch, 1);
  const changes = recordsOf(deps.keep, batch.id).filter(
    ({ kind, status }) => kind === 'process-change' && status !== 'voided',
  );
  const setOf = (parameter: string, start: number) => [
    { t: batch.t0 ?? 0, value: start },
    ...changes.flatMap(({ eventAt, body }) => {
      const value = fieldsOf(body).num('newValue');
      return body['parameter'] === parameter && value !== undefined ? [{ t: eventAt, value }] : [];
    }),
  ];
  const points = (tag: string) => grid.get(tag) ?? [];
  return {
    now,
    doPct: points('DO'),
    ph: points('pH'),
    tempC: points('Temp_Broth'),
    oxygenNlMin: points('Gas_MFC_O2'),
    phSet: setOf('ph', targets.ph),
    tempSet: setOf('temperature', targets.tempC),
  };
}

function proposalOf(
  deps: RecordsDeps,
  batch: BatchRun,
  { rule, level, tag, from, to, words }: Excursion,
  now: number,
): Proposal {
  const family = rule === 'sensor-loss' ? 'loss' : 'off';
  return {
    id: `${batch.id}/${tag}/${family}/${from}`,
    batchId: batch.id,
    unitId: batch.unitId,
    kind: 'failure',
    rule,
    title: deviationRuleWords[rule],
    level,
    startedAt: from,
    endedAt: to,
    proposedAt: deps.now(),
    evidence: { tag, from, to: to ?? now, words },
    body: {
      title: deviationRuleWords[rule],
      category: rule === 'sensor-loss' ? 'sensor' : (categories[tag] ?? 'other'),
      occurredFrom: from,
      ...(to === null ? {} : { occurredTo: to }),
      rule,
      level: String(level),
      expected: 'Within the limits of the procedure',
      description: `${words}, seen on ${tag} by the station`,
      evidence: `${batch.unitId}/${tag} ${new Date(from).toISOString()} to ${new Date(to ?? now).toISOString()}`,
    },
    ...unanswered,
  };
}
