import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareVersions, loadModel } from './infer';
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
