import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Actor } from '../../../../shared/model/actor';
import { emptyLayout } from '../../../../shared/model/workspace-layout';
import { createWorkspaces } from '../../workspaces/create-workspaces';
import { migrate } from '../file/migrate';
import { coveredTables } from '../ledger/covered-tables';
import { recordsMigrations } from '../plant/records-file';
import { workspacesIn } from './workspaces-in';

function person(id: string): Actor {
  return { kind: 'person', personId: id, userId: id, name: `Name of ${id}`, roles: [], sessionId: 's' };
}

function opened() {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version <= 13),
  );
  const keep = workspacesIn(db);
  let actor = person('ann');
  let count = 0;
  const room = createWorkspaces({
    keep,
    actor: () => actor,
    rolesOf: (id) => (id === 'tom' ? ['technician'] : []),
    newId: () => `w${(count += 1)}`,
    now: () => 1000 + count,
  });
  return { db, keep, room, as: (id: string) => (actor = person(id)) };
}

it('013 comes upon a file of version 12; versions follow one another, never change and have no entry in the ledger', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version < 13),
  );
  expect(
    migrate(
      db,
      recordsMigrations.filter(({ version }) => version < 14),
    ),
  ).toBe(12);
  const one = { id: 'a', owner: 'x', audience: '{}', name: 'n', at: 1, by: 'x', removed: false, body: '{}' };
  const keep = workspacesIn(db);
  keep.add({ ...one, version: 1 });
  expect(() => keep.add({ ...one, version: 3 })).toThrow('follow one another');
  expect(() => db.exec("UPDATE workspace_version SET body = ''")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM workspace_version')).toThrow('append-only');
  expect(coveredTables(db).map(({ name }) => name)).not.toContain('workspace_version');
});

it('keeps own layouts from others, roles to those who have them, and tells who kept another version meanwhile', () => {
  const { room, as } = opened();
  const own = room.save({ id: null, version: null, layout: emptyLayout('Mine') });
  const forRole = room.share({
    id: null,
    version: null,
    layout: emptyLayout('Night'),
    audience: { kind: 'role', role: 'technician' },
  });
  room.share({ id: null, version: null, layout: emptyLayout('Wall'), audience: { kind: 'everybody' } });
  const names = () => room.list().map(({ name, own: mine }) => `${name}${mine ? ', own' : ''}`);
  expect(names()).toEqual(['Mine, own', 'Night', 'Wall']);
  as('tom');
  expect(names()).toEqual(['Night', 'Wall']);
  expect(() => room.get(own.id)).toThrow('not for you');
  const next = room.share({
    id: forRole.id,
    version: 1,
    layout: emptyLayout('Night 2'),
    audience: { kind: 'role', role: 'technician' },
  });
  expect([next.version, next.by]).toEqual([2, 'Name of tom (tom)']);
  as('ann');
  expect(() =>
    room.share({ id: forRole.id, version: 1, layout: emptyLayout('x'), audience: { kind: 'everybody' } }),
  ).toThrow('Version 2 was kept meanwhile by Name of tom (tom)');
  expect(() => room.save({ id: forRole.id, version: 2, layout: emptyLayout('x') })).toThrow(
    'keep a copy of your own',
  );
  expect(room.version(forRole.id, 1).name).toBe('Night');
  expect([room.remove(own.id, 'own'), names()]).toEqual([true, ['Night 2', 'Wall']]);
  expect(room.versions(own.id).map(({ version, removed }) => [version, removed])).toEqual([
    [2, true],
    [1, false],
  ]);
});

it('shows the last good version of a layout that is damaged or of a newer program, and says so', () => {
  const { room, keep } = opened();
  const { id } = room.save({ id: null, version: null, layout: emptyLayout('Mine') });
  const [good] = keep.versions(id);
  if (!good) throw new Error('Nothing was kept');
  keep.add({ ...good, version: 2, body: good.body.slice(0, 30) });
  expect(room.get(id)).toMatchObject({ shownVersion: 1, version: 2, layout: { name: 'Mine' } });
  expect(room.get(id).problem).toMatch(/damaged/);
  keep.add({ ...good, version: 3, body: good.body.replace('"version":1', '"version":7') });
  expect(room.get(id).problem).toMatch(/newer version \(form 7/);
  expect(() => room.version(id, 3)).toThrow('cannot be shown');
});
