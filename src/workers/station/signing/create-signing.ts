import { randomUUID } from 'node:crypto';
import type { SigningOffer } from '../../../shared/model/signing-offer';
import type { PersonActor } from '../../../shared/model/actor';
import { canonicalJson } from '../../../shared/model/canonical-json';
import { Refusal } from '../../../shared/model/refusal';
import {
  meaningOf,
  type CheckedSignature,
  type MeaningCode,
  type Signature,
  type SignedSubject,
} from '../../../shared/model/signature';
import { isoInZone } from '../../../shared/model/zone-time';
import { actingNow } from '../acting';
import { contentHash } from '../record/ledger/content-hash';
import type { Ledger } from '../record/ledger/ledger';
import type { SignaturesKeep } from '../record/signatures/signatures-keep';
import type { PeopleRoom } from '../people/people-room';
import type { QualityRoom } from '../quality/quality-room';
import { checkSignature } from './check-signature';
import { mayNotSign } from './may-not-sign';
import type {
  SigningGuard,
  SignableKind,
  SignableVersion,
  SigningCredentials,
  SigningRoom,
} from './signable';

export interface SigningDeps {
  readonly keep: SignaturesKeep;
  readonly ledger: Ledger;
  readonly people: Pick<PeopleRoom, 'rolesAt' | 'prove' | 'asked'>;
  readonly quality: Pick<QualityRoom, 'trained'>;
  readonly stationId: string;
  /** The station's time zone, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** False between a step of the wall clock and its confirmation. */
  readonly clockTrusted: () => boolean;
  readonly now: () => number;
}

type Parts = SigningDeps & { readonly guards: ReadonlyMap<string, SigningGuard> };

/** One version about to be signed, with the kind that knows it. */
interface Wanted {
  readonly kind: SignableKind;
  readonly subject: SignedSubject;
  readonly found: SignableVersion;
}

/** The room of electronic signatures: password at every signing, meaning from the list, bound to what was shown. */
export function createSigning(given: SigningDeps): SigningRoom {
  const kinds = new Map<string, SignableKind>();
  const guards = new Map<string, SigningGuard>();
  const deps = { ...given, guards };
  const verdicts = (type: string, id: string): CheckedSignature[] => {
    const keys = deps.ledger.keys();
    const find = (version?: number) => kinds.get(type)?.find(id, version);
    return deps.keep.signaturesOf(type, id).map((kept) => checkSignature(kept, type, id, keys, find));
  };
  const signAll: SigningRoom['signAll'] = async (subjects, meaning, credentials, reason) => {
    try {
      return await signedAll(deps, kinds, { subjects, meaning, credentials, reason: reason?.trim() ?? '' });
    } catch (error) {
      if (error instanceof Refusal) noteRefused(deps.ledger, subjects, meaning, error);
      throw error;
    }
  };
  return {
    register: (kind) => kinds.set(kind.type, kind),
    guard: (type, guard) => guards.set(type, guard),
    signAll,
    sign: async (subject, ...given) => {
      const [signature] = await signAll([subject], ...given);
      if (!signature) throw new Error('A signature was made and is not there');
      return signature;
    },
    offer: (type, id, version) => offerOf(deps, findOf(kinds, type, id, version), verdicts(type, id)),
    checked: verdicts,
    content: ({ type, id, version }) => kinds.get(type)?.find(id, version)?.content ?? null,
    of: (type, id) =>
      deps.keep.signaturesOf(type, id).flatMap(({ signature }) => (signature === null ? [] : [signature])),
  };
}

interface Asked {
  readonly subjects: readonly SignedSubject[];
  readonly meaning: MeaningCode;
  readonly credentials: SigningCredentials;
  readonly reason: string;
}

async function signedAll(deps: Parts, kinds: ReadonlyMap<string, SignableKind>, asked: Asked) {
  const actor = signer();
  // Once before the secret is asked for, and once more after: proving takes a moment in which things may change.
  wantedOf(deps, kinds, actor, asked);
  const components = await deps.people.prove(actor, asked.credentials);
  const wanted = wantedOf(deps, kinds, actor, asked);
  const signatures = deps.ledger.write(
    {
      what: 'signature.made',
      subject: ledgerSubject(asked.subjects),
      ...(asked.reason === '' ? {} : { reason: asked.reason }),
      facts: { meaning: asked.meaning, words: meaningOf(asked.meaning).words },
      actor,
    },
    () => wanted.map((one) => signOne(deps, one, actor, asked, [...components])),
  );
  deps.ledger.anchor('signature');
  return signatures;
}

function signOne(
  deps: SigningDeps,
  { kind, subject, found }: Wanted,
  actor: PersonActor,
  { meaning, reason }: Asked,
  components: Signature['components'],
): Signature {
  const at = deps.now();
  const { words, roles } = meaningOf(meaning);
  const held = deps.people.rolesAt(actor.personId, found.unitId);
  const body = {
    v: 1 as const,
    id: randomUUID(),
    subject,
    meaning,
    words,
    personId: actor.personId,
    userId: actor.userId,
    name: actor.name,
    role: held.find((role) => roles.includes(role)) ?? '',
    reason: reason === '' ? null : reason,
    at,
    local: isoInZone(at, deps.zone),
    zone: deps.zone,
    clockTrusted: deps.clockTrusted(),
    stationId: deps.stationId,
    sessionId: actor.sessionId,
    components,
    ledger: deps.ledger.head(),
    keyId: deps.ledger.keys().at(-1)?.keyId ?? '',
  };
  const { keyId, value } = deps.ledger.sign(Buffer.from(canonicalJson(body)));
  if (keyId !== body.keyId) throw new Error('The key of the station changed during a signature');
  const signature = { ...body, value };
  deps.keep.addSignature(signature);
  kind.signed(signature);
  return signature;
}

function signer(): PersonActor {
  const actor = actingNow();
  if (actor.kind === 'person') return actor;
  throw new Refusal('UNAUTHORIZED', 'Sign in first: a signature belongs to a person.');
}

function findOf(
  kinds: ReadonlyMap<string, SignableKind>,
  type: string,
  id: string,
  version?: number,
): {
  readonly type: string;
  readonly id: string;
  readonly kind: SignableKind;
  readonly found: SignableVersion;
} {
  const kind = kinds.get(type);
  const found = kind?.find(id, version);
  if (!kind || !found) throw new Refusal('NOT_FOUND', `There is nothing to sign called ${type} ${id}.`);
  return { type, id, kind, found };
}

/** All versions asked for, each with leave to be signed by this person now. */
function wantedOf(
  deps: Parts,
  kinds: ReadonlyMap<string, SignableKind>,
  actor: PersonActor,
  { subjects, meaning, reason }: Asked,
): Wanted[] {
  const named = new Set(subjects.map(({ type, id }) => `${type}\n${id}`));
  if (named.size < subjects.length) throw new Refusal('REFUSED', 'The list names a record twice.');
  if (meaningOf(meaning).reason && !isReason(reason))
    throw new Refusal('REFUSED', `"${meaningOf(meaning).words}" needs a reason in words.`, 'reason');
  return subjects.map((subject) => {
    const { kind, found } = findOf(kinds, subject.type, subject.id, subject.version);
    const newest = kind.find(subject.id);
    if (contentHash(found.content) !== subject.contentHash || newest?.version !== found.version)
      throw new Refusal(
        'CONFLICT',
        `${found.title ?? subject.id} was changed since you opened it. Read it again before you sign.`,
      );
    const why = whyNot(deps, actor, subject, found, meaning, earlier(deps, subject));
    if (why !== '') throw new Refusal('FORBIDDEN', why);
    return { kind, subject, found };
  });
}

function whyNot(
  deps: Parts,
  ...asked: Parameters<typeof mayNotSign> extends [unknown, ...infer Rest] ? Rest : never
): string {
  const [, { type, id }, { version }, meaning] = asked;
  const why = mayNotSign(deps, ...asked);
  return why === '' ? (deps.guards.get(type)?.(id, version, meaning) ?? '') : why;
}

function earlier({ keep }: SigningDeps, { type, id }: Pick<SignedSubject, 'type' | 'id'>): Signature[] {
  return keep.signaturesOf(type, id).flatMap(({ signature }) => (signature === null ? [] : [signature]));
}

function offerOf(
  deps: Parts,
  { type, id, found }: ReturnType<typeof findOf>,
  signatures: CheckedSignature[],
): SigningOffer {
  const actor = actingNow();
  const person = actor.kind === 'person' ? actor : null;
  const subject = { type, id, version: found.version, contentHash: contentHash(found.content) };
  const made = earlier(deps, subject);
  return {
    subject,
    title: found.title ?? `${type} ${id}`,
    content: found.content as SigningOffer['content'],
    meanings: found.open.map((code) => {
      const { words, reason, otherPerson } = meaningOf(code);
      const why = person
        ? whyNot(deps, person, subject, found, code, made)
        : 'Sign in first: a signature belongs to a person.';
      return { code, words, reason, otherPerson, allowed: why === '', why };
    }),
    conditions: [...(found.conditions ?? [])],
    signer: person && {
      name: person.name,
      userId: person.userId,
      roles: [...deps.people.rolesAt(person.personId, found.unitId)],
    },
    asked: person ? [...deps.people.asked(person)] : ['user-id', 'password'],
    signatures,
  };
}

/** Letters or digits, not a dot or a dash to get past the field. */
function isReason(reason: string): boolean {
  return (reason.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3;
}

function ledgerSubject(subjects: readonly SignedSubject[]) {
  const [first] = subjects;
  if (!first) throw new Refusal('REFUSED', 'Nothing was chosen to sign.');
  return { type: first.type, id: first.id, version: first.version };
}

function noteRefused(
  ledger: Ledger,
  subjects: readonly SignedSubject[],
  meaning: MeaningCode,
  { code, words }: Refusal,
): void {
  ledger.note({
    what: 'signature.refused',
    subject: ledgerSubject(subjects),
    facts: {
      meaning,
      code,
      words,
      subjects: subjects.map(({ type, id, version, contentHash: hash }) => ({
        type,
        id,
        version,
        contentHash: hash,
      })),
    },
  });
}
