import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { batchNoteSchema, type BatchNote } from '../../../shared/model/batch-note';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import { hashNumber } from '../../../shared/model/model-file-card';
import { modelVersionEntrySchema } from '../../../shared/model/model-registry';
import { batchSchema } from '../../../shared/model/process-unit';
import { migrate } from '../record/file/migrate';
import { modelsIn } from '../record/models/models-in';
import { recordsMigrations } from '../record/plant/records-file';
import { createModelsRoom, type ModelsRoomDeps } from './models-room';

const dirs: string[] = [];
const rooms: { stop(): void }[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.stop();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function writeModel(root: string, name: string, version: string, scale: string | null, more: object = {}): string {
  const folder = join(root, name, version);
  mkdirSync(folder, { recursive: true });
  const bytes = `${name} ${version}`;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(folder, 'model.onnx'), bytes);
  const card = {
    format: 1,
    name,
    version,
    purpose: 'OD600',
    accuracy: 'Measured on simulated batches',
    sha256,
    output: { name: 'OD600', unit: 'AU', intervalLevel: 0.9, interval: 'conformal' },
    features: [{ name: 'ageH', version: 1, unit: 'h', low: 0, high: 96 }],
    data: { simulated: true },
    metrics: {},
    limits: [],
    ...(scale === null ? {} : { scale }),
    ...more,
  };
  writeFileSync(join(folder, 'card.json'), JSON.stringify(card));
  return sha256;
}

const batch = batchSchema.parse({ id: 'b', unitId: 'R1', name: 'b', inoculatedAt: 0, endedAt: null, simulated: true });

/** A room over a real records.db, with what was recorded given by hand. */
function scene() {
  const dataDir = mkdtempSync(join(tmpdir(), 'models-'));
  dirs.push(dataDir);
  const shippedDir = join(dataDir, 'shipped');
  const ownDir = join(dataDir, 'models');
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  const settings = new Map<string, unknown>();
  const told: string[] = [];
  /** Predictions as they were recorded, each from a sample number on. */
  const recorded: { from: number; value: number; model: string | null }[] = [{ from: 0, value: 10, model: null }];
  let notes: BatchNote[] = [];
  let clock = 1_000_000;
  const tags = ['OD_pred', 'OD_pred_low', 'OD_pred_high', 'OD_pred_model', 'OD_pred_features'];
  const deps: ModelsRoomDeps = {
    keep: { ...modelsIn(db), getSetting: (key) => settings.get(key), putSetting: (key, value) => void settings.set(key, value) },
    events: { tell: (_severity, kind, words) => void told.push(`${kind}: ${words}`) },
    shippedDir,
    ownDir,
    dataDir,
    now: () => (clock += 1000),
    changed: () => undefined,
    wantTrainer: () => undefined,
    batches: () => [batch],
    units: () => [],
    notes: () => notes,
    originOf: () => null,
    channel: (id) => (tags.includes(id.split('/')[1] ?? '') ? ({ series: tags.indexOf(id.split('/')[1] ?? '') + 1 } as never) : undefined),
    newest: (series, upTo) =>
      Promise.resolve(
        series.map((s) => {
          const { value = 0, model = null } =
            recorded.findLast(({ from }) => upTo >= 500_000 + 1000 * from) ?? {};
          const values = [value, value * 0.9, value * 1.1, model === null ? null : hashNumber(model), 1];
          return s === 0 ? null : ({ series: s, t: upTo - 1000, value: values[s - 1] ?? null, quality: 0 } as never);
        }),
      ),
    log: (words) => told.push(words),
  };
  const open = (approval?: ModelsRoomDeps['approval']) => {
    const room = createModelsRoom({ ...deps, approval });
    rooms.push(room);
    return room;
  };
  const sample = async (room: ReturnType<typeof open>, od600: number): Promise<void> => {
    notes = [
      ...notes,
      batchNoteSchema.parse({
        kind: 'sample', at: 500_000 + 1000 * notes.length, volumeMl: 10, od600, words: '', id: notes.length + 1, batchId: 'b',
        source: 'hand', enteredAt: 1, enteredBy: 'operator', replaces: null, reason: null, replacedBy: null,
      }),
    ];
    await room.samplesChanged(batchIdSchema.parse('b'));
  };
  return { shippedDir, ownDir, told, recorded, open, sample, unit: unitIdSchema.parse('R1') };
}

const stateOf = (room: ReturnType<ReturnType<typeof scene>['open']>, version: string) =>
  room.registry.list().find((model) => model.version === version)?.state;

describe('registry', () => {
  test('the shipped model leads; a champion gives its place back; every change is kept and told', () => {
    const { shippedDir, ownDir, told, open } = scene();
    writeModel(shippedDir, 'od600-ridge', '1.0.0', null);
    writeModel(ownDir, 'od-own', '2.0.0', '1L');
    writeModel(ownDir, 'od-own', '3.0.0', '1L');
    const { registry } = open();
    expect(registry.inUse().models.map(({ name, state }) => `${name} ${state}`)).toEqual(['od600-ridge champion']);
    registry.promote({ name: 'od-own', version: '2.0.0' }, 'met its limits');
    registry.shadow({ name: 'od-own', version: '3.0.0' }, 'to be watched');
    expect(registry.inUse().models.map(({ version, state }) => `${version} ${state}`)).toEqual([
      '2.0.0 champion',
      '3.0.0 shadow',
      '1.0.0 champion',
    ]);
    registry.promote({ name: 'od-own', version: '3.0.0' }, 'better in the shade');
    expect(() => registry.retire({ name: 'od-own', version: '3.0.0' }, 'too old')).toThrow('leads');
    const back = registry.rollback({ name: 'od-own', version: '3.0.0' }, 'worse on the plant');
    expect(back).toMatchObject({ version: '2.0.0', state: 'champion' });
    registry.retire({ name: 'od-own', version: '3.0.0' }, 'too old');
    expect(registry.get({ name: 'od-own', version: '3.0.0' }).changes.map(({ to }) => to)).toEqual([
      'candidate', 'shadow', 'champion', 'candidate', 'retired',
    ]);
    expect(told.filter((words) => words.startsWith('model-')).length).toBe(5);
    for (const entry of registry.list()) modelVersionEntrySchema.parse(entry);
  });

  test('a model that does not fit here is refused with the cause, whatever its files', () => {
    const { ownDir, open } = scene();
    const feature = { name: 'ageH', version: 1, unit: 'h', low: 0, high: 96 };
    const cards = [
      [{ features: [{ ...feature, unit: 'min' }] }, 'needs feature ageH version 1 in min, here it is in h'],
      [{ features: [{ ...feature, name: 'smell' }] }, 'needs feature smell version 1 in h, unknown here'],
      [{ output: { name: 'OD600', unit: 'g/L', intervalLevel: 0.9, interval: '' } }, 'predicts OD600 in g/L; here it is measured in AU'],
      [{ target: 'Titre' }, 'predicts Titre, which is not measured here'],
    ] as const;
    for (const [i, [more]] of cards.entries()) writeModel(ownDir, 'od-own', `${i + 1}.0.0`, '1L', more);
    const { registry } = open();
    for (const [i, [, words]] of cards.entries()) {
      const of = { name: 'od-own', version: `${i + 1}.0.0` };
      expect(() => registry.promote(of, 'looks good')).toThrow(words);
      expect(() => registry.shadow(of, 'looks good')).toThrow(words);
    }
    expect(registry.inUse().models).toEqual([]);
  });

  test('limits that few samples cannot decide are neither met nor missed', () => {
    const { ownDir, open } = scene();
    const judged = (...states: string[]) => ({ passed: states.every((state) => state === 'passed'), metrics: { checks: states.map((state) => ({ state })) } });
    const cards = [judged('passed', 'passed'), judged('passed', 'undecided'), judged('failed', 'undecided'), { passed: false }, { passed: null }, {}];
    for (const [i, card] of cards.entries()) writeModel(ownDir, 'od-own', `${i + 1}.0.0`, '1L', card);
    const { registry } = open();
    const tests = registry.list().toSorted((a, b) => a.version.localeCompare(b.version)).map(({ test: found }) => found);
    expect(tests).toEqual(['passed', 'undecided', 'failed', 'failed', 'untested', 'untested']);
  });

  test('a file that was changed is refused with the cause, and what is half written is not seen', () => {
    const { ownDir, open } = scene();
    writeModel(ownDir, 'od-own', '1.0.0', '1L');
    mkdirSync(join(ownDir, 'od-own', '.2.0.0.writing'), { recursive: true });
    mkdirSync(join(ownDir, 'od-own', '3.0.0'), { recursive: true });
    const { registry } = open();
    expect(registry.list().map(({ version }) => version)).toEqual(['1.0.0']);
    writeFileSync(join(ownDir, 'od-own', '1.0.0', 'model.onnx'), 'something else');
    expect(() => registry.promote({ name: 'od-own', version: '1.0.0' }, 'looks good')).toThrow(
      'model.onnx is not the file that its card describes',
    );
    expect(registry.list()[0]).toMatchObject({ state: 'damaged' });
  });

  test('a champion that errs gives way by rule, and says why; a good one stays', async () => {
    const { ownDir, told, recorded, open, sample } = scene();
    const good = writeModel(ownDir, 'od-own', '1.0.0', '1L');
    const bad = writeModel(ownDir, 'od-own', '2.0.0', '1L');
    const room = open();
    room.registry.promote({ name: 'od-own', version: '1.0.0' }, 'met its limits');
    recorded.push({ from: 0, value: 10, model: good });
    for (const od of [10.2, 9.9, 10.1, 9.7]) await sample(room, od);
    expect(stateOf(room, '1.0.0')).toBe('champion');
    room.registry.promote({ name: 'od-own', version: '2.0.0' }, 'a mistake');
    recorded.push({ from: 4, value: 20, model: bad });
    await sample(room, 10.1);
    await sample(room, 10.3);
    expect(stateOf(room, '2.0.0')).toBe('champion');
    await sample(room, 9.8);
    expect(stateOf(room, '2.0.0')).toBe('candidate');
    expect(stateOf(room, '1.0.0')).toBe('champion');
    expect(told.at(-1)).toMatch(/model-reverted: od-own 2\.0\.0 gave way .* mean relative error 9\d\.\d % over the newest 3 samples, allowed are 15 %/);
    const { changes, scored } = room.registry.get({ name: 'od-own', version: '2.0.0' });
    expect(changes.at(-1)).toMatchObject({ to: 'candidate', by: 'rule' });
    expect(scored.length).toBe(3);
  });
});

test('a model leads by promotion only with its signature; before the first administrator it says that it has none', () => {
  const { shippedDir, ownDir, open } = scene();
  writeModel(shippedDir, 'od600-ridge', '1.0.0', null);
  writeModel(ownDir, 'od-own', '2.0.0', '1L');
  let approval: 'signed' | 'unsigned' | 'set-up' = 'unsigned';
  const { registry } = open(() => approval);
  const of = { name: 'od-own', version: '2.0.0' };
  expect(registry.get({ name: 'od600-ridge', version: '1.0.0' }).changes.at(-1)?.reason).toContain('bootstrap');
  expect(() => registry.promote(of, 'met its limits')).toThrow('MOD_A');
  expect(registry.list().find(({ name }) => name === 'od-own')?.state).toBe('candidate');
  approval = 'signed';
  registry.promote(of, 'met its limits');
  registry.rollback(of, 'worse');
  approval = 'set-up';
  registry.promote(of, 'first of all');
  expect(registry.get(of).changes.at(-1)?.reason).toBe('first of all (set-up, before the first administrator: approved by nobody)');
});
