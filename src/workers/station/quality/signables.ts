import { authorsOf, completed, requireSigner, stepsOf } from '../../../shared/model/quality/engine';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { QualityKind } from '../../../shared/model/quality/machine';
import { machines } from '../../../shared/model/quality/machines';
import type { Signature } from '../../../shared/model/signature';
import { Refusal } from '../../../shared/model/refusal';
import type { SignableKind, SignableVersion } from '../signing/signable';
import type { QualityDeps } from './create-quality';
import { contentOf } from './item-now';
import type { QualityOpening } from './quality-room';

/** What the signing room may sign of one kind: the step that waits, and nothing else. */
export function signableKinds(
  kind: QualityKind,
  deps: QualityDeps,
  find: (id: string) => QualityItem,
  open: (opening: QualityOpening) => QualityItem,
): SignableKind {
  const { keep } = deps;
  return {
    type: kind,
    find: (id, version) => {
      const versions = keep.versions(id).filter(({ item }) => item.kind === kind);
      const found =
        version === undefined ? versions.at(-1) : versions.find(({ item }) => item.version === version);
      return found && signable(found.item, found.signed !== null, deps.now());
    },
    signed: (signature) => stepSigned(deps, find(signature.subject.id), signature, open),
  };
}

function signable(item: QualityItem, isSigned: boolean, now: number): SignableVersion {
  const machine = machines[item.kind];
  const step =
    isSigned || !item.pending
      ? undefined
      : stepsOf(item, now).find((one) => one.step.id === item.pending?.step);
  const meaning = step?.step.meaning;
  const title = item.values[machine.title];
  return {
    version: item.version,
    content: contentOf(item),
    unitId: item.unitId,
    people: authorsOf(item),
    open: meaning === undefined ? [] : [meaning],
    procedure: machine.procedure ?? null,
    title: `${item.id}${typeof title === 'string' ? ` ${title}` : ''}${step ? `: ${step.step.words}` : ''}`,
    conditions: step?.problems ?? [],
  };
}

/** Runs in the transaction of the signature: the step is taken, or nothing is signed. */
function stepSigned(
  { keep, ledger, people, now }: QualityDeps,
  item: QualityItem,
  signature: Signature,
  open: (opening: QualityOpening) => QualityItem,
): void {
  const { personId, name, meaning, reason, at, id } = signature;
  const step = requireSigner(item, { personId, roles: people.rolesAt(personId, item.unitId) }, now());
  if (step.meaning !== meaning || signature.subject.version !== item.version)
    throw new Refusal('CONFLICT', 'Another step waits for another signature by now. Look at it again');
  const after = completed(item, personId, at);
  ledger.write(
    {
      what: 'quality.stepped',
      subject: { type: item.kind, id: item.id, version: item.version },
      ...(item.pending?.reason ? { reason: item.pending.reason } : {}),
      facts: { step: step.id, from: item.state, to: after.state, signature: id },
    },
    () =>
      keep.addSigned(item.id, {
        version: item.version,
        signatureId: id,
        at,
        personId,
        name,
        meaning,
        reason,
      }),
  );
  if (item.kind === 'capa' && after.state === 'closed-ineffective') openSuccessor(after, open);
}

/** What did not work is not over: the next one is opened with it. */
function openSuccessor(item: QualityItem, open: (opening: QualityOpening) => QualityItem): void {
  const { title, problem, risk } = item.values;
  open({
    kind: 'capa',
    unitId: item.unitId,
    batchId: item.batchId,
    values: {
      title: `${typeof title === 'string' ? title : item.id} (again after ${item.id})`.slice(0, 400),
      source: 'ineffective',
      sourceLinks: [item.id],
      problem: problem ?? null,
      risk: risk ?? null,
    },
  });
}
