import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareVersions, loadModel, loadModelFrom } from './infer';
import { goldenSchema } from '../../shared/model/model-file-card';

const shipped = resolve('models');
let copy: string;
const file = (name: string): string => join(copy, 'od600-ridge', '1.0.0', name);

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'models-'));
  await cp(shipped, copy, { recursive: true });
});
afterEach(() => rm(copy, { recursive: true }));

async function change(name: string, edit: (text: string) => string): Promise<void> {
  await writeFile(file(name), edit(await readFile(file(name), 'utf8')));
}

describe('the shipped model', () => {
  it('loads, answers, and says what it cannot answer', async () => {
    const { model, problem } = await loadModel(shipped);
    expect(problem).toBe('');
    expect(model?.card.accuracy).toMatch(/measured on 20 simulated batches\.$/);
    const golden = goldenSchema.parse(
      JSON.parse(await readFile(join(shipped, 'od600-ridge', '1.0.0', 'golden.json'), 'utf8')),
    );
    const [first] = golden.rows;
    const row = Object.fromEntries(golden.features.map((name, i) => [name, first?.x[i] ?? null]));
    const answers = await model?.predict([row, { ...row, baseTotalL: null }, { ...row, volumeL: 1 }]);
    expect(answers?.[0]).toEqual({
      value: expect.closeTo(first?.value ?? 0, 2),
      low: expect.closeTo(first?.low ?? 0, 2),
      high: expect.closeTo(first?.high ?? 0, 2),
      quality: 'good',
    });
    expect(answers?.[1]).toEqual({ value: null, low: null, high: null, quality: 'missing-input' });
    expect(answers?.[2]?.quality).toBe('outside-training');
    expect(await model?.predict([])).toEqual([]);
  });

  it.each([
    ['a changed model file', 'model.onnx', (text: string) => `${text} `, /not the file its card describes/],
    ['a damaged card', 'card.json', (text: string) => text.slice(1), /card.json is missing or damaged/],
    ['a card that is none', 'card.json', () => '{}', /is not a model card/],
    [
      'a feature of another version',
      'card.json',
      (text: string) =>
        text.replace(
          '"name": "baseTotalL",\n      "version": 1',
          '"name": "baseTotalL",\n      "version": 2',
        ),
      /needs feature baseTotalL version 2/,
    ],
    [
      'reference rows it does not reproduce',
      'golden.json',
      (text: string) => text.replace(/"value": (\d+)/, '"value": 9$1'),
      /does not reproduce its reference rows/,
    ],
    [
      'a feature in another unit',
      'card.json',
      (text: string) => text.replace('"unit": "mol"', '"unit": "mmol"'),
      /needs feature oxygenTotalMol version 1 in mmol, here it is in mol/,
    ],
    [
      'what it predicts in another unit',
      'card.json',
      (text: string) => text.replace('"unit": "AU"', '"unit": "g/L"'),
      /predicts OD600 in g\/L; here it is measured in AU/,
    ],
    [
      'a target that nobody measures',
      'card.json',
      (text: string) => text.replace('"name": "OD600"', '"name": "Titre"'),
      /predicts Titre, which is not measured here/,
    ],
    [
      'another order of features',
      'golden.json',
      (text: string) => text.replace('"oxygenTotalMol"', '"o2"'),
      /name different features/,
    ],
  ])('is refused with %s, and says what to do', async (_, name, edit, words) => {
    await change(name, edit);
    const { model, problem } = await loadModel(copy);
    expect(model).toBeNull();
    expect(problem).toMatch(words);
    expect(problem).toContain('Restore the folder models/od600-ridge');
  });

  it('is refused with one byte changed, and where the file is no ONNX whatever its hash', async () => {
    const bytes = await readFile(file('model.onnx'));
    bytes.writeUInt8(bytes.readUInt8(700) ^ 1, 700);
    await writeFile(file('model.onnx'), bytes);
    expect((await loadModel(copy)).problem).toMatch(/not the file its card describes/);
    const folder = join(copy, 'od600-ridge', '1.0.0');
    const text = 'This is no model';
    const sha256 = createHash('sha256').update(text).digest('hex');
    await writeFile(file('model.onnx'), text);
    await change('card.json', (card) => card.replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${sha256}"`));
    expect((await loadModelFrom(folder, sha256)).problem).toMatch(/is no ONNX model/);
    expect((await loadModelFrom(folder, 'f'.repeat(64))).problem).toMatch(
      /no ONNX model|others than were registered/,
    );
  });

  it('outside training it widens its band, and far outside it says nothing', async () => {
    const { model } = await loadModel(shipped);
    const names = model?.card.features.map(({ name, low, high }) => [name, (low + high) / 2] as const) ?? [];
    const row = Object.fromEntries(names);
    const most = model?.card.features.find(({ name }) => name === 'oxygenTotalMol')?.high ?? 0;
    const at = async (oxygenTotalMol: number) => (await model?.predict([{ ...row, oxygenTotalMol }]))?.[0];
    const [inside, near, far] = [await at(most), await at(1.25 * most), await at(5 * most)];
    const width = (of: typeof inside): number => Math.log((of?.high ?? 0) / (of?.value ?? 1));
    expect(inside?.quality).toBe('good');
    expect(near?.quality).toBe('outside-training');
    expect(width(near) / width(inside)).toBeCloseTo(2, 1);
    expect(far).toEqual({ value: null, low: null, high: null, quality: 'outside-training' });
  });

  it('tells what its number comes from, without parts of it: by its own answers', async () => {
    const { model } = await loadModel(shipped);
    const x = model?.card.features.map(({ low, high }) => low + 0.7 * (high - low)) ?? [];
    const told = await model?.explain?.(x);
    const [answer] =
      (await model?.predict([Object.fromEntries(model.card.features.map((f, j) => [f.name, x[j] ?? 0]))])) ??
      [];
    const sum = told?.effects.reduce((total, one) => total + one, told.baseValue) ?? 0;
    expect(sum / (answer?.value ?? 0)).toBeCloseTo(1, 9);
    expect(told?.against).toContain('reference rows');
  });

  it('is missed where it is not, and taken in its newest version', async () => {
    expect((await loadModel(join(copy, 'nothing'))).problem).toContain('No model found');
    expect(['1.10.0', '1.9.9', '2.0.0', '1.10.1'].toSorted(compareVersions)).toEqual([
      '1.9.9',
      '1.10.0',
      '1.10.1',
      '2.0.0',
    ]);
    await cp(join(copy, 'od600-ridge', '1.0.0'), join(copy, 'od600-ridge', '1.0.1'), { recursive: true });
    await rm(join(copy, 'od600-ridge', '1.0.1', 'model.onnx'));
    expect((await loadModel(copy)).problem).toMatch(/1\.0\.1.model\.onnx is missing/);
  });
});
