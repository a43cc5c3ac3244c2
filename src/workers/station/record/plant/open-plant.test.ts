import { join } from 'node:path';
import { beforeEach, afterEach, expect, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { catalogueFor } from '../../../../shared/model/channel-catalogue';
import { connectionSchema, type Connection } from '../../../../shared/model/connection';
import {
  batchIdSchema,
  channelId,
  connectionIdSchema,
  unitIdSchema,
} from '../../../../shared/model/identity';
import { batchSchema, newUnit } from '../../../../shared/model/process-unit';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { scratchFolder } from '../testing/scratch-folder';
import { openPlant } from './open-plant';
import type { PlantStore } from './plant-store';
import { recordsFile, recordsMigrations } from './records-file';
import { masterKey } from './sealed-secret';

const r1 = unitIdSchema.parse('R1');
const r2 = unitIdSchema.parse('R2');
const hall = connectionIdSchema.parse('hall');
const connection: Connection = connectionSchema.parse({
  id: 'hall',
  name: 'Hall',
  kind: 'mqtt',
  enabled: true,
  broker: { host: 'h', port: 1883, tls: false, protocol: '5', clientId: 'bt' },
  dialect: 'auto',
  topics: [],
  autoUnits: true,
  scale: '15L',
});
const batch = (id: string, endedAt: number | null = null, inoculatedAt = 1000) =>
  batchSchema.parse({ id, unitId: 'R1', name: id, inoculatedAt, endedAt, simulated: false });

let path: string;
let db: Database;
let plant: PlantStore;
const logged: unknown[] = [];

function open(keyHex = 'ab'.repeat(32)): void {
  db = openForWriting(path, recordsFile);
  migrate(db, recordsMigrations);
  plant = openPlant(db, masterKey(keyHex), (...line) => logged.push(line));
}

beforeEach(() => {
  logged.length = 0;
  path = join(scratchFolder(), recordsFile.fileName);
  open();
  plant.saveUnit(newUnit(r1, '1L', false));
  plant.saveUnit(newUnit(r2, '15L', true));
});
afterEach(() => db.close());

test('units, channels, batches, connections, mappings, settings and the station id survive a restart', () => {
  const channels = plant.ensureChannels(r1, catalogueFor('1L'));
  plant.saveUnit({ ...newUnit(r1, '1L', false), name: 'Left' });
  plant.saveBatch(batch('a', 2000));
  plant.saveBatch(batch('b', null, 5000));
  plant.saveConnection(connection);
  const mapping = { connectionId: hall, unitKey: 'x', tag: 'temp', channelId: channelId('R1', 'Temp_Broth') };
  plant.saveMapping(mapping);
  plant.putSetting('theme', { dark: true });
  const id = plant.stationId;
  db.close();
  open();
  expect(plant.stationId).toBe(id);
  expect(plant.listUnits()).toEqual([
    { ...newUnit(r1, '1L', false), name: 'Left' },
    newUnit(r2, '15L', true),
  ]);
  expect(plant.listChannels(r1)).toEqual(channels);
  expect(plant.listBatches()).toEqual([batch('b', null, 5000), batch('a', 2000)]);
  expect(plant.listConnections()).toEqual([connection]);
  expect(plant.listMappings(hall)).toEqual([mapping]);
  expect([plant.getSetting('theme'), plant.getSetting('none')]).toEqual([{ dark: true }, undefined]);
});

test('channels get a series each, keep it, and stay as they were first made', () => {
  const [ph, dissolved] = catalogueFor('1L');
  if (!ph || !dissolved) throw new Error('The catalogue is empty');
  const first = plant.ensureChannels(r1, [ph]);
  const both = plant.ensureChannels(r1, [dissolved, { ...ph, name: 'Renamed' }]);
  const other = plant.ensureChannels(r2, [ph]);
  expect([first, both, other].flat().map(({ id, series, name }) => [id, series, name])).toEqual([
    ['R1/pH', 1, 'pH'],
    ['R1/DO', 2, 'Dissolved oxygen'],
    ['R1/pH', 1, 'pH'],
    ['R2/pH', 3, 'pH'],
  ]);
  expect(plant.listChannels()).toHaveLength(3);
});

test('one batch runs on a unit', () => {
  plant.startBatch(batch('a'));
  const conflict = expect.objectContaining({ name: 'Refusal', code: 'CONFLICT' });
  expect(() => plant.startBatch(batch('b'))).toThrow(conflict);
  expect(() => plant.saveBatch(batch('b'))).toThrow(conflict);
  plant.saveBatch({ ...batch('a'), name: 'Corrected' });
  expect(plant.endBatch(batchIdSchema.parse('a'), 9000)).toEqual({ ...batch('a', 9000), name: 'Corrected' });
  expect(() => plant.endBatch(batchIdSchema.parse('a'), 9000)).toThrow(conflict);
  plant.startBatch(batch('b'));
  expect(() => plant.endBatch(batchIdSchema.parse('c'), 1)).toThrow(
    expect.objectContaining({ code: 'NOT_FOUND' }),
  );
});

test('secrets are kept sealed, and another key does not open them', () => {
  plant.saveConnection(connection);
  plant.putSecret(hall, 'password', 'first');
  plant.putSecret(hall, 'password', 'open sesame');
  expect([plant.getSecret(hall, 'password'), plant.hasSecret(hall, 'password'), plant.hasSecret(hall, 'keyPem')]).toEqual(['open sesame', true, false]); // prettier-ignore
  expect(db.serialize().includes('open sesame')).toBe(false);
  db.close();
  open('cd'.repeat(32));
  expect(() => plant.getSecret(hall, 'password')).toThrow(expect.objectContaining({ kind: 'wrong-key' }));
  expect([plant.removeSecret(hall, 'password'), plant.removeSecret(hall, 'password')]).toEqual([true, false]);
});

test('a connection goes with its secrets and mappings', () => {
  plant.ensureChannels(r1, catalogueFor('1L').slice(0, 1));
  plant.saveConnection(connection);
  plant.putSecret(hall, 'password', 'x');
  plant.saveMapping({ connectionId: hall, unitKey: 'x', tag: 'y', channelId: channelId('R1', 'pH') });
  expect([plant.removeConnection(hall), plant.removeConnection(hall)]).toEqual([true, false]);
  expect([plant.hasSecret(hall, 'password'), plant.listMappings()]).toEqual([false, []]);
});

test('a connection that cannot be read is left out and logged; the others run', () => {
  plant.saveConnection(connection);
  db.exec(`INSERT INTO connection VALUES ('broken', '{"id":'), ('older', '{"id":"older"}')`);
  expect(plant.listConnections()).toEqual([connection]);
  expect(logged).toHaveLength(2);
});

test('a mapping to what does not exist is refused', () => {
  plant.saveConnection(connection);
  const mapping = { connectionId: hall, unitKey: 'x', tag: 'y', channelId: channelId('R1', 'nothing') };
  expect(() => plant.saveMapping(mapping)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test('events come back newest first', () => {
  const event = { at: 5, severity: 'info', kind: 'start', unitId: r1, words: 'One' } as const;
  plant.appendEvent(event);
  const second = plant.appendEvent({ ...event, unitId: null, words: 'Two' });
  expect(second.id).toBe(2);
  expect(plant.listEvents(1)).toEqual([second]);
  expect(plant.listEvents(10).map(({ words }) => words)).toEqual(['Two', 'One']);
});

test('a disk that takes nothing is told to whoever saves', () => {
  db.pragma('query_only = ON');
  expect(() => plant.putSetting('a', 1)).toThrow(expect.objectContaining({ name: 'Refusal', code: 'UNAVAILABLE' })); // prettier-ignore
});
