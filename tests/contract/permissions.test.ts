import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract/contract';
import { unitIdSchema } from '../../src/shared/model/identity';
import type { LedgerEntry } from '../../src/shared/model/ledger-entry';
import { permissions, personRoles, roleRights, type PersonRole } from '../../src/shared/model/role';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import { actAs } from '../../src/workers/station/acting';
import { createRouter } from '../../src/workers/station/serve/router';
import { openStation, type Station } from '../../src/workers/station/station';
import { openPort, openWeb, token, type Client, type OpenClient } from './three-transports';

const verbs = Object.entries(contract).flatMap(([noun, its]) =>
  Object.keys(its).map((verb) => `${noun}.${verb}`),
);
/** Without a session nothing but a look; of these the outcome depends on more than the role. */
const always: readonly string[] = ['anyone', 'view'];

describe('permissions', () => {
  it('names every verb of the contract and no other', () => {
    expect(Object.keys(permissions).toSorted()).toEqual(verbs.toSorted());
  });
});

describe('T16 every verb by every role', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-permissions-'));
  const places = new Map<PersonRole | 'nobody', OpenClient>();
  let station: Station;
  let web: Awaited<ReturnType<typeof openWeb>>;

  beforeAll(async () => {
    const compiled = await recordThreads();
    const init = {
      dataDir: dir,
      masterKeyHex: '07'.repeat(32),
      host: 'headless',
      appVersion: '0.0.0',
    } as const;
    station = await openStation(
      { ...init, rendererDir: null, http: null, demo: true, brokerUrl: null },
      compiled.threads,
      () => undefined,
    );
    compiled.remove();
    const router = createRouter(station.rooms);
    web = await openWeb(router);
    places.set('nobody', openPort(router, 'window'));
    for (const role of personRoles.filter((one) => one !== 'viewer')) {
      const place = openPort(router, 'window');
      await place.client.people.signIn({ userId: `demo-${role}`, password: `demo plant only ${role}` });
      places.set(role, place);
    }
    places.set('viewer', await viewer(openPort(router, 'window')));
  });
  afterAll(async () => {
    for (const place of places.values()) await place.close();
    await web?.close();
    await station?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const clientOf = (role: PersonRole | 'nobody'): Client => {
    const place = places.get(role);
    if (!place) throw new Error(`Nobody is ${role}`);
    return place.client;
  };
  async function viewer(place: OpenClient): Promise<OpenClient> {
    const admin = clientOf('administrator').people;
    const grants = [{ role: 'viewer', unitId: null, until: null }] as const;
    const who = { userId: 'vera', password: 'a drum full of glycerol' };
    const { secret } = await admin.invite({
      name: 'Vera Viewer',
      userId: 'vera',
      grants: [...grants],
      how: 'passport',
      reason: 'the only administrator so far',
    });
    await place.client.people.redeem({ ...who, secret });
    await place.client.people.signIn(who);
    await place.client.people.attest(who);
    return place;
  }
  /** Calls a verb by name with an input that no verb wants. */
  const call = async (client: Client, verb: string, input: object = {}): Promise<string> => {
    const [noun = '', name = ''] = verb.split('.');
    const its = Reflect.get(client, noun) as Record<string, (input: object) => Promise<unknown>>;
    return its[name]?.(input).then(
      () => 'done',
      (error: unknown) => (error instanceof ORPCError ? error.code : String(error)),
    );
  };
  const newestRefusal = async (): Promise<LedgerEntry | undefined> => {
    const entries = await clientOf('engineer').audit.list({ what: 'access.refused', limit: 1 });
    return entries[0]?.entry;
  };

  it.each([...personRoles])(
    '%s: exactly as the table says, and every refusal is in the ledger',
    async (role) => {
      const may = (verb: string): boolean => {
        const right = permissions[verb]?.right ?? null;
        return (
          right !== null && (always.includes(right) || right === 'self' || roleRights[role].includes(right))
        );
      };
      const refused: string[] = [];
      for (const verb of verbs.filter((one) => !may(one))) {
        if ((await call(clientOf(role), verb)) === 'FORBIDDEN') refused.push(verb);
        const entry = await newestRefusal();
        expect([entry?.subject.id, entry?.actor.kind === 'person' && entry.actor.roles]).toEqual([
          verb,
          [role],
        ]);
      }
      expect(refused).toEqual(verbs.filter((verb) => !may(verb)));
      // What is allowed is not done here: the gate alone is asked, as every call asks it.
      const connection = { sessionKey: null, place: 'test', bearer: false };
      const { admit, verbs: people } = station.rooms.people;
      const who =
        role === 'viewer'
          ? { userId: 'vera', password: 'a drum full of glycerol' }
          : { userId: `demo-${role}`, password: `demo plant only ${role}` };
      await people.way.signIn(who, connection);
      const reason = 'every verb is asked for';
      const as = admit(connection, { verb: 'changeControl.declare', right: 'self', input: {}, reads: true });
      actAs(as, () => station.rooms.changeControl.declare({ verb: '', changeId: null, reason, goOn: true }));
      for (const verb of verbs.filter(may)) {
        const right = permissions[verb]?.right ?? 'people';
        const actor = admit(connection, { verb, right, input: {}, reads: true });
        expect(actor).toMatchObject({ kind: 'person', userId: who.userId });
      }
    },
  );

  it('nobody: only a look, on every transport; a token of the station besides for data and storage', async () => {
    const open = (verb: string): boolean => always.includes(permissions[verb]?.right ?? '');
    const closed = verbs.filter((verb) => !open(verb) && permissions[verb]?.right !== null);
    for (const verb of closed)
      expect([verb, await call(clientOf('nobody'), verb)]).toEqual([verb, 'UNAUTHORIZED']);
    const script = (verb: string): boolean => ['data', 'keep'].includes(permissions[verb]?.right ?? '');
    for (const verb of closed.filter((one) => !script(one)))
      expect([verb, await call(web.socket, verb)]).toEqual([verb, 'UNAUTHORIZED']);
    expect(await call(clientOf('nobody'), 'units.list')).toBe('done');
    const { progress } = web.rest.exports;
    await expect(progress({ id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('acts over REST by the key in X-Session, and as nobody else whatever the call says', async () => {
    const { key } = await web.rest.people.signIn({
      userId: 'demo-engineer',
      password: 'demo plant only engineer',
    });
    const unit = {
      id: 'T7',
      name: 'Made over REST',
      scale: '15L',
      startVolumeL: 5,
      actor: 'Quinn',
      userId: 'demo-administrator',
    };
    const save = (session?: string) =>
      fetch(`http://127.0.0.1:${web.port}/api/v1/bioreactor/T7`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(session === undefined ? {} : { 'x-session': session }),
        },
        body: JSON.stringify(unit),
      });
    // Change control asks for a reason first, and what is said stands in the entry.
    expect([(await save()).status, (await save(`${key}x`)).status, (await save(key)).status]).toEqual([
      401, 401, 422,
    ]);
    const declared = await fetch(`http://127.0.0.1:${web.port}/api/v1/change-control/declare`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-session': key },
      body: JSON.stringify({ verb: 'units.save', changeId: null, reason: 'made for a test' }),
    });
    expect([declared.status, (await save(key)).status, (await save(key)).status]).toEqual([200, 200, 422]);
    const entries = await clientOf('engineer').audit.list({ what: 'plant.saveUnit', limit: 1 });
    expect(entries[0]?.entry.actor).toMatchObject({
      kind: 'person',
      userId: 'demo-engineer',
      basis: { changeId: null, reason: 'made for a test' },
    });
    expect(unitIdSchema.parse('T7')).toBe('T7');
  });
});
