import type { Actor } from '../../../shared/model/actor';
import type { AlarmDefinition } from '../../../shared/model/alarm';
import {
  alarmOutagesSchema,
  isOpenOutage,
  longestOutageDays,
  outageAt,
  type AlarmOutage,
} from '../../../shared/model/alarm-outage';
import type { UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { MeaningCode, Signature } from '../../../shared/model/signature';
import type { SignableKind, SignableVersion } from '../signing/signable';
import type { AlarmDesk } from './alarm-desk';

export interface OutagesDeps {
  readonly desk: Pick<AlarmDesk, 'find' | 'deed'>;
  readonly settings: { getSetting(key: string): unknown; putSetting(key: string, value: unknown): void };
  /** Runs a change with its entry in the audit ledger. */
  readonly recorded: (
    what: 'alarm.outage-requested' | 'alarm.outage-ended',
    id: string,
    reason: string,
    change: () => void,
  ) => void;
  /** Who acts in this call. */
  readonly actor: () => Actor;
  readonly changed: () => void;
  readonly newId: () => string;
  readonly now: () => number;
}

export interface OutageWish {
  readonly unitId: UnitId;
  readonly alarmId: string;
  readonly until: number;
  readonly reason: string;
}

/** Alarms out of service: asked for with a reason and an end, signed by two people, told again afterwards. May refuse. */
export interface OutagesRoom {
  /** What is open or ended within a month, what changed last first. */
  list(): AlarmOutage[];
  request(wish: OutageWish): AlarmOutage;
  /** Before it is in force: nothing comes of it. In force: the alarm is told again. */
  end(id: string, reason: string): AlarmOutage;
  signable(): SignableKind;
}

export const outageType = 'alarm-outage';
const setting = 'alarm-outages';
const shownForMs = 30 * 86_400_000;

export function createOutages(deps: OutagesDeps): OutagesRoom {
  const { desk, settings, now } = deps;
  const all = (): AlarmOutage[] => alarmOutagesSchema.parse(settings.getSetting(setting) ?? []);
  const keep = (outage: AlarmOutage): void => {
    settings.putSetting(setting, [...all().filter(({ id }) => id !== outage.id), outage]);
    deps.changed();
  };
  const find = (id: string): AlarmOutage => {
    const found = all().find((one) => one.id === id);
    if (!found) throw new Refusal('NOT_FOUND', `There is no request ${id}`, 'id');
    return outageAt(found, now());
  };
  const definitionOf = ({ unitId, alarmId }: OutageWish): AlarmDefinition => {
    const found = desk.find(unitId, alarmId);
    if (!found) throw new Refusal('NOT_FOUND', `${unitId} has no alarm ${alarmId}`, 'alarmId');
    return found.definition;
  };

  /** What two signatures do: the first says who asks, the second puts it in force or refuses it. */
  const signed = ({ subject, meaning, name }: Signature): void => {
    const outage = find(subject.id);
    if (meaning === 'AUTH') return keep({ ...outage, state: 'signed', signedBy: [name] });
    if (meaning === 'REJ')
      return keep({ ...outage, state: 'rejected', endedAt: now(), ended: `Rejected by ${name}` });
    const by = [...outage.signedBy, name];
    keep({ ...outage, state: 'in-force', signedBy: by });
    const { unitId, alarmId, until, reason } = outage;
    desk.deed(unitId, alarmId, { kind: 'hold', hold: 'out-of-service', until, by, comment: reason });
  };

  return {
    list: () =>
      all()
        .map((outage) => outageAt(outage, now()))
        .filter((outage) => isOpenOutage(outage, now()) || (outage.endedAt ?? 0) > now() - shownForMs)
        .toReversed(),
    request: (wish) => {
      const actor = deps.actor();
      if (actor.kind !== 'person')
        throw new Refusal('UNAUTHORIZED', 'Sign in first: two people with accounts take an alarm out of service.'); // prettier-ignore
      const { words, priority } = definitionOf(wish);
      refuseTime(wish.until, now());
      const other = all().find(
        (one) => isOpenOutage(one, now()) && one.unitId === wish.unitId && one.alarmId === wish.alarmId,
      );
      if (other)
        throw new Refusal('CONFLICT', `${words} of ${wish.unitId} was asked for already by ${other.requestedBy.name}`); // prettier-ignore
      const outage: AlarmOutage = {
        ...wish,
        id: deps.newId(),
        words,
        priority,
        requestedAt: now(),
        requestedBy: { personId: actor.personId, name: actor.name },
        state: 'requested',
        signedBy: [],
        endedAt: null,
        ended: '',
      };
      deps.recorded('alarm.outage-requested', outage.id, wish.reason, () => keep(outage));
      return outage;
    },
    end: (id, reason) => {
      const outage = find(id);
      if (!isOpenOutage(outage, now()))
        throw new Refusal('CONFLICT', `${outage.words} of ${outage.unitId} is not out of service any more`);
      const actor = deps.actor();
      const by = actor.kind === 'person' ? actor.name : 'the station';
      const inForce = outage.state === 'in-force';
      const ended: AlarmOutage = {
        ...outage,
        state: inForce ? 'ended' : 'withdrawn',
        endedAt: now(),
        ended: `${by}: ${reason}`,
      };
      deps.recorded('alarm.outage-ended', id, reason, () => keep(ended));
      if (inForce)
        desk.deed(outage.unitId, outage.alarmId, { kind: 'release', hold: 'out-of-service', by, comment: reason }); // prettier-ignore
      return ended;
    },
    signable: () => ({
      type: outageType,
      find: (id, version) => {
        const found = all().find((one) => one.id === id);
        return found && (version ?? 1) === 1 ? versionOf(outageAt(found, now()), deps.actor()) : undefined;
      },
      signed,
    }),
  };
}

function refuseTime(until: number, now: number): void {
  if (until <= now) throw new Refusal('REFUSED', 'The end must lie in the future', 'until');
  if (until > now + longestOutageDays * 86_400_000)
    throw new Refusal('REFUSED', `An alarm is out of service for ${longestOutageDays} days at most`, 'until');
}

/** What is signed never changes after it was asked for; what may be signed next does. */
function versionOf(outage: AlarmOutage, actor: Actor): SignableVersion {
  const { unitId, alarmId, words, priority, reason, until, requestedAt, requestedBy } = outage;
  const own = actor.kind === 'person' && actor.personId === requestedBy.personId;
  return {
    version: 1,
    content: { unitId, alarmId, words, priority, reason, until, requestedAt, requestedBy: requestedBy.name },
    unitId,
    people: [requestedBy.personId],
    open: openMeanings(outage, own),
    procedure: null,
    title: `${words} of ${unitId} out of service`,
    conditions: [
      'It goes on being judged and written down, but nobody is told',
      `It is told again by itself at ${new Date(until).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    ],
  };
}

function openMeanings({ state }: AlarmOutage, own: boolean): MeaningCode[] {
  if (state === 'requested' && own) return ['AUTH'];
  return state === 'signed' ? ['APPR', 'REJ'] : [];
}
