import type { PersonActor } from '../../../shared/model/actor';
import type { UnitId } from '../../../shared/model/identity';
import type { Json } from '../../../shared/model/ledger-entry';
import {
  openItem,
  sameJson,
  takeStep,
  withdrawStep,
  writeItem,
  type Doer,
} from '../../../shared/model/quality/engine';
import type { QualityChange, QualityItem } from '../../../shared/model/quality/item';
import { qualityKinds } from '../../../shared/model/quality/machine';
import { machines } from '../../../shared/model/quality/machines';
import { Refusal } from '../../../shared/model/refusal';
import { actingNow } from '../acting';
import type { PeopleRoom } from '../people/people-room';
import { contentHash } from '../record/ledger/content-hash';
import type { Ledger } from '../record/ledger/ledger';
import type { QualityKeep } from '../record/quality/quality-keep';
import { deviationsOver } from './deviations';
import { asItNowIs, contentOf } from './item-now';
import type { QualityDesk, QualityNow, QualityOpening } from './quality-room';
import { signableKinds } from './signables';
import { isTrained } from './training';

export interface QualityDeps {
  readonly keep: QualityKeep;
  readonly ledger: Pick<Ledger, 'write' | 'note'>;
  readonly people: Pick<PeopleRoom, 'nameOf' | 'rolesAt'>;
  /** Everybody with an account. */
  readonly everybody: () => readonly { readonly personId: string; readonly name: string }[];
  readonly now: () => number;
}

/** One change to be kept, with what is told of it. */
export interface Told {
  readonly what: string;
  readonly did: QualityChange['did'];
  readonly step: string | null;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, Json>>;
}

/** Deviations, CAPA, changes, training and procedures over the ledger. */
export function createQuality(deps: QualityDeps): QualityDesk {
  const { keep, people, now } = deps;
  const items = (filter: Parameters<QualityDesk['list']>[0] = {}) => keep.newest(filter).map(asItNowIs);
  const find = (id: string): QualityItem => {
    const newest = keep.versions(id).at(-1);
    if (!newest) throw new Refusal('NOT_FOUND', `Nothing is called ${id}`, 'id');
    return asItNowIs(newest);
  };
  const answer = (item: QualityItem): QualityNow => ({ item, toSign: toSign(item) });
  const keepIt = (item: QualityItem, told: Told): void => keepVersion(deps, item, told);
  const open = (opening: QualityOpening, doer: Doer): QualityItem => {
    const item = openItem({ ...opening, id: nextNumber(deps, opening) }, doer, now());
    keepIt(item, {
      what: 'quality.opened',
      did: 'opened',
      step: null,
      reason: null,
      facts: { values: item.values },
    });
    return item;
  };
  /** The version on the screen, changed by a person; a refusal stays in the ledger. */
  const change = (
    id: string,
    version: number,
    told: Told,
    act: (item: QualityItem, doer: Doer) => QualityItem,
  ): QualityNow => {
    const item = find(id);
    try {
      const doer = doerAt(people, item.unitId);
      if (item.version !== version)
        throw new Refusal(
          'CONFLICT',
          `${id} was changed meanwhile: it is at version ${item.version} now. Look at it again`,
        );
      const after = act(item, doer);
      const facts = { ...told.facts, ...wasAndNow(item, after) };
      keepIt(after, { ...told, facts });
      return answer(asItNowIs({ item: after, signed: null }));
    } catch (error) {
      if (error instanceof Refusal) refused(deps, item, told, error);
      throw error;
    }
  };
  return {
    ...deviationsOver(items, (opening) => open(opening, doerOrStation(people, opening.unitId)).id),
    trained: (personId, procedure) => isTrained(items(), personId, procedure, now()),
    list: (filter) => items(filter),
    get: (id) => ({ ...answer(find(id)), versions: keep.versions(id) }),
    names: () => Object.fromEntries(deps.everybody().map(({ personId, name }) => [personId, name])),
    unitOf: (id) => keep.versions(id).at(-1)?.item.unitId,
    open: (opening) => answer(open(opening, doerAt(people, opening.unitId))),
    write: (id, version, values, reason) =>
      change(
        id,
        version,
        { what: 'quality.written', did: 'wrote', step: null, reason, facts: {} },
        (item, doer) => writeItem(item, values, reason, doer),
      ),
    step: (id, version, step, reason, values) =>
      change(
        id,
        version,
        { what: 'quality.stepped', did: 'stepped', step, reason, facts: { step } },
        (item, doer) => {
          oneInForce(items, item, step);
          return takeStep(item, step, { reason, values }, doer, now());
        },
      ),
    withdraw: (id, version, reason) =>
      change(
        id,
        version,
        { what: 'quality.withdrawn', did: 'withdrew', step: null, reason, facts: {} },
        (item, doer) => withdrawStep(item, reason, doer),
      ),
    signables: () =>
      qualityKinds.map((kind) => signableKinds(kind, deps, find, (opening) => open(opening, station))),
  };
}

const station: Doer = { personId: null, roles: [] };

/** What a signature of the step that waits is put under. */
function toSign(item: QualityItem): QualityNow['toSign'] {
  if (!item.pending) return null;
  return { type: item.kind, id: item.id, version: item.version, contentHash: contentHash(contentOf(item)) };
}

function keepVersion({ keep, ledger, people, now }: QualityDeps, item: QualityItem, told: Told): void {
  const actor = actingNow();
  const personId = actor.kind === 'person' ? actor.personId : null;
  const waits = item.pending !== null && told.did === 'stepped';
  const did = waits ? 'asked' : told.did;
  const { step, reason } = told;
  ledger.write(
    {
      what: waits ? 'quality.asked' : told.what,
      subject: { type: item.kind, id: item.id, version: item.version },
      ...(reason === null ? {} : { reason }),
      facts: { state: item.state, ...told.facts },
    },
    () =>
      keep.addVersion({
        item,
        change: {
          at: now(),
          personId,
          name: personId === null ? 'Station' : people.nameOf(personId),
          did,
          step,
          reason,
        },
      }),
  );
}

function refused(
  { ledger }: QualityDeps,
  item: QualityItem,
  { did, step }: Told,
  { code, words }: Refusal,
): void {
  ledger.note({
    what: 'quality.refused',
    subject: { type: item.kind, id: item.id, version: item.version },
    facts: { did, step, code, words },
  });
}

/** The person of this call: quality items are nothing for scripts or for setting up. */
function doerAt(people: QualityDeps['people'], unitId: UnitId | null): Doer & Pick<PersonActor, 'personId'> {
  const actor = actingNow();
  if (actor.kind !== 'person') throw new Refusal('UNAUTHORIZED', 'Sign in first: this is done by a person');
  return { personId: actor.personId, roles: people.rolesAt(actor.personId, unitId) };
}

function doerOrStation(people: QualityDeps['people'], unitId: UnitId | null): Doer {
  return actingNow().kind === 'person' ? doerAt(people, unitId) : station;
}

/** `DEV-2026-001`: the prefix, the year, and a count within it. */
function nextNumber({ keep, now }: QualityDeps, { kind }: QualityOpening): string {
  const beginning = `${machines[kind].prefix}-${new Date(now()).getUTCFullYear()}-`;
  return `${beginning}${String(keep.countNumbers(beginning) + 1).padStart(3, '0')}`;
}

/** Of a procedure one version is in force. */
function oneInForce(items: () => QualityItem[], item: QualityItem, step: string): void {
  if (item.kind !== 'procedure' || step !== 'effective') return;
  const other = items().find(
    ({ kind, state, values }) =>
      kind === 'procedure' && state === 'effective' && values.code === item.values.code,
  );
  if (other) throw new Refusal('CONFLICT', `${other.id} of the same code is in force: supersede it first`);
}

function wasAndNow(before: QualityItem, after: QualityItem): Record<string, Json> {
  const names = Object.keys(after.values).filter(
    (name) => !sameJson(before.values[name] ?? null, after.values[name] ?? null),
  );
  if (names.length === 0) return {};
  return {
    was: Object.fromEntries(names.map((name) => [name, before.values[name] ?? null])),
    now: Object.fromEntries(names.map((name) => [name, after.values[name] ?? null])),
  };
}
