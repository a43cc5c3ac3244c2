import type { KeptLayout, OpenedLayout } from '../../../shared/contract/workspaces';
import { actorWords, type Actor } from '../../../shared/model/actor';
import { Refusal } from '../../../shared/model/refusal';
import {
  audienceSchema,
  readLayout,
  type Audience,
  type WorkspaceLayout,
} from '../../../shared/model/workspace-layout';
import type { KeptVersion, WorkspacesKeep } from '../record/workspaces/workspaces-keep';

export interface WorkspacesDeps {
  readonly keep: WorkspacesKeep;
  readonly actor: () => Actor;
  /** Roles of a person anywhere in the plant. */
  readonly rolesOf: (personId: string) => readonly string[];
  readonly newId: () => string;
  readonly now: () => number;
}

/** What is to be kept, and as the version after which. */
export interface ToKeep {
  readonly id: string | null;
  readonly version: number | null;
  readonly layout: WorkspaceLayout;
}

/** Layouts of people and roles. May refuse with words. */
export interface WorkspacesRoom {
  list(): KeptLayout[];
  get(id: string): OpenedLayout;
  versions(id: string): {
    version: number;
    at: number;
    by: string;
    name: string;
    removed: boolean;
    panels: number | null;
  }[];
  version(id: string, version: number): WorkspaceLayout;
  save(given: ToKeep): OpenedLayout;
  share(given: ToKeep & { readonly audience: Audience }): OpenedLayout;
  /** `own`: of the caller; `shared`: of everybody or a role. */
  remove(id: string, which: 'own' | 'shared'): boolean;
}

/** Opens the layouts. One person's own are nobody else's business; shared ones are changed by who may operate. */
export function createWorkspaces(deps: WorkspacesDeps): WorkspacesRoom {
  const { keep } = deps;
  const me = (): string => ownerOf(deps.actor());

  const mayOpen = (newest: KeptVersion): boolean => {
    const audience = audienceOf(newest);
    if (audience.kind === 'everybody' || newest.owner === me()) return true;
    return audience.kind === 'role' && deps.rolesOf(me()).includes(audience.role);
  };

  /** All versions, newest first. What another person keeps for themselves is not there. */
  const found = (id: string): readonly [KeptVersion, ...KeptVersion[]] => {
    const [newest, ...older] = keep.versions(id);
    if (!newest || !mayOpen(newest))
      throw new Refusal('NOT_FOUND', 'There is no such layout, or it is not for you');
    return [newest, ...older];
  };

  const described = (newest: KeptVersion): KeptLayout => {
    const read = readLayout(newest.body);
    const audience = audienceOf(newest);
    const { id, name, version, at, by } = newest;
    const own = audience.kind === 'own' && newest.owner === me();
    return { id, name, audience, version, at, by, own, problem: read.ok ? null : read.words };
  };

  const opened = (id: string): OpenedLayout => {
    const versions = found(id);
    for (const one of versions) {
      const read = readLayout(one.body);
      if (read.ok) return { ...described(versions[0]), layout: read.layout, shownVersion: one.version };
    }
    return { ...described(versions[0]), layout: null, shownVersion: 0 };
  };

  const add = ({ id, version, layout }: ToKeep, audience: Audience): OpenedLayout => {
    const newest = id === null ? undefined : found(id)[0];
    checkNext(newest, version, audience);
    const kept = {
      id: newest?.id ?? deps.newId(),
      version: (newest?.version ?? 0) + 1,
      owner: newest?.owner ?? me(),
      audience: JSON.stringify(audience),
      name: layout.name,
      at: deps.now(),
      by: actorWords(deps.actor()),
      removed: false,
      body: JSON.stringify(layout),
    };
    keep.add(kept);
    return opened(kept.id);
  };

  return {
    list: () => keep.newest().filter((one) => !one.removed && mayOpen(one)).map(described), // prettier-ignore
    get: opened,
    versions: (id) => found(id).map(lineOf),
    version: (id, version) => {
      const one = found(id).find((candidate) => candidate.version === version);
      if (!one) throw new Refusal('NOT_FOUND', `This layout has no version ${version}`);
      const read = readLayout(one.body);
      if (!read.ok) throw new Refusal('REFUSED', `Version ${version} cannot be shown. ${read.words}`);
      return read.layout;
    },
    save: (given) => add(given, { kind: 'own' }),
    share: (given) => add(given, given.audience),
    remove: (id, which) => {
      const [newest] = found(id);
      checkWhose(newest, which);
      if (newest.removed) return false;
      keep.add({
        ...newest,
        version: newest.version + 1,
        removed: true,
        at: deps.now(),
        by: actorWords(deps.actor()),
      });
      return true;
    },
  };
}

function lineOf({ version, at, by, name, removed, body }: KeptVersion) {
  const read = readLayout(body);
  return { version, at, by, name, removed, panels: read.ok ? read.layout.panels.length : null };
}

/** A layout stays what it is: an own one is shared as a copy, so that nobody's screen changes under them. */
function checkNext(newest: KeptVersion | undefined, version: number | null, audience: Audience): void {
  if (!newest) return;
  if (newest.version !== version)
    throw new Refusal(
      'CONFLICT',
      `Version ${newest.version} was kept meanwhile by ${newest.by}. Open it, or keep yours as a copy.`,
    );
  checkWhose(newest, audience.kind === 'own' ? 'own' : 'shared');
}

function checkWhose(newest: KeptVersion, which: 'own' | 'shared'): void {
  const own = audienceOf(newest).kind === 'own';
  if (own === (which === 'own')) return;
  throw new Refusal(
    'CONFLICT',
    own ? 'This layout is your own: share a copy of it.' : 'This layout is shared: keep a copy of your own.',
  );
}

function audienceOf({ audience }: KeptVersion): Audience {
  try {
    return audienceSchema.parse(JSON.parse(audience));
  } catch {
    // Of a newer program: for nobody but its owner.
    return { kind: 'own' };
  }
}

function ownerOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : actor.kind;
}
