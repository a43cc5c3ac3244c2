import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract/contract';
import { exportPlanSchema } from '../../src/shared/model/export-plan';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { isoInZone } from '../../src/shared/model/zone-time';
import { checkRestore } from '../../src/workers/station/command/check-restore';
import { openForWriting } from '../../src/workers/station/record/file/open-database';
import { migrate } from '../../src/workers/station/record/file/migrate';
import { backupStation } from '../../src/workers/station/record/keep/backup';
import { checkLedger } from '../../src/workers/station/record/ledger/check-ledger';
import { recordsFile, recordsMigrations } from '../../src/workers/station/record/plant/records-file';
import { createRouter } from '../../src/workers/station/serve/router';
import { openWeb, token } from '../contract/three-transports';
import { startStation } from './station-under-test';

// As the program itself does before anything else.
process.umask(0o077);
const root = mkdtempSync(join(tmpdir(), 'bt-standards-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const verbs = Object.entries(contract).flatMap(([noun, its]) =>
  Object.entries(its).map(([verb, procedure]) => {
    const { route } = (procedure as unknown as { '~orpc': { route: { method?: string; path?: string } } })[
      '~orpc'
    ];
    return { name: `${noun}.${verb}`, method: route.method ?? '', path: route.path ?? '' };
  }),
);

/** What can be taken away at all: settings, layouts of screens, lists of work, drafts, and raw samples by the retention policy. No record. */
const takesAway = [
  'backfill.removeStore',
  'bridges.remove',
  'connections.remove',
  'connections.unmap',
  'exports.remove',
  'keeping.removeRaw',
  'records.discardDraft',
  'simulator.removeScenario',
  'workspaces.remove',
];

describe('T18 there is no way to delete', () => {
  it('T18 no verb and no REST route deletes a batch, record, person, signature, model or entry', () => {
    const taking = verbs.filter(({ name }) =>
      /\.(delete|remove|purge|erase|drop|destroy|discard|unmap$|wipe)/i.test(name),
    );
    expect(taking.map(({ name }) => name).toSorted()).toEqual(takesAway);
    const deletes = verbs.filter(({ method }) => method === 'DELETE').map(({ name }) => name);
    expect(deletes.filter((name) => !takesAway.includes(name))).toEqual([]);
  });

  it(
    'T18 DELETE over REST finds nothing, tables refuse it, and the command line has no such command',
    { timeout: 60_000 },
    async () => {
      const dataDir = join(root, 'delete');
      mkdirSync(dataDir);
      const station = await startStation(null, dataDir);
      const web = await openWeb(createRouter(station.station.rooms));
      const paths = [
        '/batch/b',
        '/ebr/r',
        '/ebr/batch/b',
        '/people/p',
        '/quality/q',
        '/signatures/s',
        '/audit/logs',
        '/models/m',
      ];
      const codes = await Promise.all(
        paths.map(
          async (path) =>
            (
              await fetch(`http://127.0.0.1:${web.port}/api/v1${path}`, {
                method: 'DELETE',
                headers: { authorization: `Bearer ${token}` },
              })
            ).status,
        ),
      );
      expect(codes.filter((code) => code !== 404 && code !== 405)).toEqual([]);
      await web.close();
      await station.close();
      const db = new Database(join(dataDir, recordsFile.fileName));
      const guarded = db
        .prepare<[], string>(
          "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%' ORDER BY 1",
        )
        .pluck()
        .all();
      db.close();
      expect(guarded).toEqual(
        expect.arrayContaining([
          'account',
          'ledger',
          'model_change',
          'person',
          'quality_signed',
          'quality_version',
          'role_grant',
          'signature',
        ]),
      );
      const help = execFileSync(process.execPath, ['tools/bt.mjs', '--help'], { encoding: 'utf8' });
      const commands = [...help.matchAll(/npx bt ([a-z]+)/g)].map(([, name]) => name);
      expect(commands).toContain('verify');
      expect(commands.filter((name) => /delete|remove|drop|purge|reset/.test(name ?? ''))).toEqual([]);
    },
  );
});

it('T26 nothing claims compliance, and nothing shows a score of it', () => {
  const files = ['src', 'docs'].flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|md|html|json)$/.test(name))
      .map((name) => join(dir, name)),
  );
  const claims =
    /compliance score|(part 11|annex 11|gmp|alcoa\+?)[- ]compliant|(is|are|fully|100 ?%) compliant|certified (for|to) (21 CFR|part 11|annex 11)/i;
  const found = [...files, 'README.md'].filter((path) =>
    claims.test(readFileSync(path, 'utf8').replaceAll(/never[^.\n]*compliant[^.\n]*/gi, '')),
  );
  expect(found).toEqual([]);
  expect(files.length).toBeGreaterThan(500);
});

it(
  'T13 the hour that comes twice: two times an hour apart, in one order, with their offsets, wherever they are read',
  { timeout: 60_000 },
  async () => {
    const [first, second] = [Date.UTC(2025, 9, 26, 0, 30), Date.UTC(2025, 9, 26, 1, 30)];
    const unitId = unitIdSchema.parse('R-13');
    const station = await startStation(null, join(root, 'dst'));
    const { client } = station;
    await client.units.save({ id: unitId, name: 'Thirteen', scale: '1L', startVolumeL: 1 });
    const admin = { name: 'Ada Tester', userId: 'ada', password: 'quiet pumps hum ada' };
    const values = [6.8, 6.9];
    await station.station.rooms.submit(
      { unitId, tags: ['pH'], tag: [0, 0], t: [first, second], value: values },
      'simulator',
    );
    const { t } = await station.raw(channelId(unitId, 'pH'), first - 1000, second + 1000);
    expect([...t]).toEqual([first, second]);
    const read = async (folder: string): Promise<string[]> => {
      const csv = { zone: 'Europe/Berlin' };
      const plan = exportPlanSchema.parse({
        units: [unitId],
        from: first - 1000,
        to: second + 1000,
        format: 'csv',
        shape: 'long',
        csv,
        folder: join(root, folder),
      });
      const { id } = await client.exports.start(plan);
      await station.until(
        () => client.exports.progress({ id }),
        ({ state }) => state !== 'running',
      );
      const { files } = await client.exports.manifest({ id });
      const path = files.find(({ rows }) => rows === 2)?.path ?? '';
      return readFileSync(join(root, folder, path), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('2025'));
    };
    const zone = process.env['TZ'];
    const here = await read('here');
    process.env['TZ'] = 'America/New_York';
    const elsewhere = await read('elsewhere');
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(here).toEqual([
      expect.stringContaining('2025-10-26T02:30:00.000+02:00'),
      expect.stringContaining('2025-10-26T02:30:00.000+01:00'),
    ]);
    expect(elsewhere).toEqual(here);
    // A signature keeps the local time of its own zone as text: no viewer's zone touches it.
    expect([first, second].map((at) => isoInZone(at, 'Europe/Berlin'))).toEqual([
      expect.stringMatching(/^2025-10-26T02:30:00(\.000)?\+02:00$/),
      expect.stringMatching(/^2025-10-26T02:30:00(\.000)?\+01:00$/),
    ]);
    // Entries of the ledger are in order by their number, whatever a clock shows.
    await client.people.first({ ...admin, attested: true });
    const seqs = (await client.audit.list({ limit: 50 })).map(({ entry }) => entry.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    await station.close();
  },
);

/** Rows of every table as they lie in the file, each by its hash. */
function rowHashes(path: string, tables: readonly string[]): Record<string, string[]> {
  const db = new Database(path, { readonly: true });
  try {
    return Object.fromEntries(
      tables.map((table) => [
        table,
        db
          .prepare(`SELECT * FROM ${table} ORDER BY 1, 2`)
          .raw()
          .all()
          .map((row) => createHash('sha256').update(JSON.stringify(row)).digest('hex')),
      ]),
    );
  } finally {
    db.close();
  }
}

it(
  'T25 a database of an older release is brought up to date with every old row as it was; its backup restores to the same head',
  { timeout: 90_000 },
  async () => {
    const dataDir = join(root, 'older');
    mkdirSync(dataDir);
    const path = join(dataDir, recordsFile.fileName);
    const older = openForWriting(path, recordsFile);
    migrate(older, recordsMigrations.slice(0, 6));
    older.exec(`
    INSERT INTO meta VALUES ('station_id', 'a-station-of-release-one');
    INSERT INTO unit (id, name, scale, start_volume_l, simulated) VALUES ('R-1', 'Reactor 1', '1L', 1, 0);
    INSERT INTO batch (id, unit_id, name, inoculated_at, ended_at, simulated) VALUES ('b1', 'R-1', 'B-001', 1700000000000, 1700086400000, 0);
    INSERT INTO setting VALUES ('zone', '"Europe/Berlin"');
    INSERT INTO model_change VALUES (1, 'od', '1.0.0', 1, NULL, 'candidate', 'station', 'found');
  `);
    older.close();
    const tables = ['unit', 'batch', 'model_change'];
    const before = rowHashes(path, tables);
    expect(before['batch']).toHaveLength(1);
    for (let start = 0; start < 2; start += 1) {
      const station = await startStation(null, dataDir);
      expect((await station.client.batches.list({})).map(({ name }) => name)).toEqual(['B-001']);
      await station.close();
      expect(rowHashes(path, tables)).toEqual(before);
      expect((await checkLedger({ dataDir, anchorFolders: [] })).findings).toEqual([]);
    }
    // What is covered of the old rows stands in the first entry with a hash: nothing came in beside the ledger.
    const { folder } = await backupStation({
      dataDir,
      folder: join(root, 'backups'),
      appVersion: '0.0.0',
      now: Date.now(),
      keep: null,
      masterKeyHex: '07'.repeat(32),
    });
    const { sound, words } = await checkRestore(
      folder,
      Date.now(),
      () => undefined,
      new AbortController().signal,
    );
    const db = new Database(path, { readonly: true });
    const head = db
      .prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1')
      .get();
    db.close();
    expect(sound).toBe(true);
    expect(words.join('\n')).toContain(`ledger head ${head?.seq} ${head?.hash}`);
  },
);
