import { z } from 'zod';
import type { ChangeControlStatus } from '../../../shared/contract/change-control';
import type { Actor } from '../../../shared/model/actor';
import {
  approvedStates,
  changeControlField,
  changeControlModes,
  guardedVerbs,
  type ChangeBasis,
  type ChangeControlMode,
} from '../../../shared/model/change-control';
import { Refusal } from '../../../shared/model/refusal';
import { actingNow } from '../acting';
import type { QualityDesk } from '../quality/quality-room';
import type { Ledger } from '../record/ledger/ledger';
import type { PlantStore } from '../record/plant/plant-store';

export interface ChangeControlDeps {
  readonly settings: Pick<PlantStore, 'getSetting' | 'putSetting'>;
  readonly ledger: Pick<Ledger, 'write'>;
  readonly quality: Pick<QualityDesk, 'list'>;
  /** Where nothing was set: a demo states reasons, any other station begins without. */
  readonly first: ChangeControlMode;
  readonly now: () => number;
}

export interface Declaration {
  readonly verb: string;
  readonly changeId: string | null;
  readonly reason: string | null;
  /** For every guarded edit of the session within the next quarter of an hour. */
  readonly goOn: boolean;
}

/** Ties edits to change control. May refuse with words. */
export interface ChangeControlRoom {
  status(): ChangeControlStatus;
  save(mode: ChangeControlMode, reason: string): ChangeControlStatus;
  declare(declaration: Declaration): ChangeControlStatus;
  /**
   * The one gate: every call passes it after its rights. Whoever edits something guarded acts from here on under what
   * they declared, and every entry of the edit says so.
   * @throws Refusal with the field `changeControl` where nothing was declared
   */
  admitted(actor: Actor, verb: string): Actor;
}

interface Declared extends ChangeBasis {
  /** Null for every guarded verb. */
  readonly verb: string | null;
  readonly until: number;
}

const settingKey = 'change-control';
const settingSchema = z.object({ mode: z.enum(changeControlModes) });
const onceMs = 120_000;
const goOnMs = 900_000;

export function createChangeControl(deps: ChangeControlDeps): ChangeControlRoom {
  const { settings, ledger, quality, now } = deps;
  const declared = new Map<string, Declared>();
  let mode = settingSchema.catch({ mode: deps.first }).parse(settings.getSetting(settingKey)).mode;

  const sessionOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.sessionId : null);
  const standing = (actor: Actor): Declared | undefined => {
    const found = declared.get(sessionOf(actor) ?? '');
    return found && found.until > now() ? found : undefined;
  };
  const approved = () =>
    quality
      .list({ kind: 'change' })
      .filter(({ state }) => approvedStates.includes(state))
      .map(({ id, state, values }) => ({ id, state, title: titleOf(values['title'], id) }));

  const status = (): ChangeControlStatus => {
    const under = standing(actingNow());
    return {
      mode,
      guards: [...new Set(Object.values(guardedVerbs))],
      changes: approved(),
      under:
        under?.verb === null ? { changeId: under.changeId, reason: under.reason, until: under.until } : null,
    };
  };

  const basisOf = ({ changeId, reason }: Declaration): ChangeBasis => {
    if (changeId !== null) {
      const change = approved().find(({ id }) => id === changeId);
      if (!change) throw new Refusal('REFUSED', `${changeId} is no approved change: see Quality`, 'changeId');
      return { changeId, reason: change.title.slice(0, 500) };
    }
    if (mode === 'required')
      throw new Refusal('REFUSED', 'This station takes edits under an approved change only', 'changeId');
    if (reason === null) throw new Refusal('REFUSED', 'Give a reason: it is recorded', 'reason');
    return { changeId: null, reason };
  };

  return {
    status,
    save: (wanted, reason) => {
      const subject = { type: 'setting', id: settingKey };
      ledger.write({ what: 'changeControl.saved', subject, reason, facts: { mode: wanted } }, () =>
        settings.putSetting(settingKey, { mode: wanted }),
      );
      mode = wanted;
      return status();
    },
    declare: (declaration) => {
      const sessionId = sessionOf(actingNow());
      if (sessionId === null) throw new Refusal('UNAUTHORIZED', 'Sign in first');
      const { goOn, verb } = declaration;
      const basis = basisOf(declaration);
      for (const [id, { until }] of declared) if (until <= now()) declared.delete(id);
      declared.set(sessionId, {
        ...basis,
        verb: goOn ? null : verb,
        until: now() + (goOn ? goOnMs : onceMs),
      });
      return status();
    },
    admitted: (actor, verb) => {
      const touches = guardedVerbs[verb];
      // Nobody has an account yet, or a part of the station acts by itself: there is nobody to ask.
      if (touches === undefined || mode === 'off' || actor.kind === 'set-up') return actor;
      if (actor.kind === 'system')
        throw new Refusal('UNAUTHORIZED', `${touches}: under change control a person signs in for it`);
      const under = standing(actor);
      if (!under || (under.verb !== null && under.verb !== verb))
        throw new Refusal('REFUSED', askWords(touches, mode), changeControlField);
      // A change may have been closed or taken back since.
      if (under.changeId !== null && !approved().some(({ id }) => id === under.changeId)) {
        declared.delete(actor.sessionId);
        throw new Refusal('REFUSED', `${under.changeId} is no longer approved. ${askWords(touches, mode)}`, changeControlField); // prettier-ignore
      }
      if (mode === 'required' && under.changeId === null)
        throw new Refusal('REFUSED', askWords(touches, mode), changeControlField);
      if (under.verb !== null) declared.delete(actor.sessionId);
      return { ...actor, basis: { changeId: under.changeId, reason: under.reason } };
    },
  };
}

const titleOf = (title: unknown, id: string): string => (typeof title === 'string' ? title : id);

function askWords(touches: string, mode: ChangeControlMode): string {
  return mode === 'required'
    ? `${touches}: this station takes edits under an approved change only. Name it.`
    : `${touches}: name the approved change, or say why it is outside change control.`;
}
