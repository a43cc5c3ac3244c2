import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextVersion, writeProduct } from './write-product';

const of = { name: 'od', version: '1.0.0' };
let modelsDir = '';
beforeEach(() => (modelsDir = mkdtempSync(join(tmpdir(), 'product-'))));
afterEach(() => rmSync(modelsDir, { recursive: true, force: true }));

test('a disk that is full is named, and nothing half-written is left', async () => {
  // A device that has no room, under the name of a file of the product.
  const full = relative(join(modelsDir, of.name, '.1.0.0.writing'), '/dev/full');
  const files = { 'model.onnx': new Uint8Array(1000), [full]: 'report' };
  await expect(writeProduct(modelsDir, of, files)).rejects.toThrow('the disk is full');
  expect(readdirSync(join(modelsDir, of.name))).toEqual([]);
  expect(await nextVersion(modelsDir, of.name)).toBe('1.0.0');
});

test('a folder that cannot be made is named with the code of the system', async () => {
  writeFileSync(join(modelsDir, 'od'), 'a file where a folder should be');
  await expect(writeProduct(modelsDir, of, { 'model.onnx': '' })).rejects.toThrow(
    /could not be written.*ENOTDIR|EEXIST/,
  );
});

test('what an earlier, killed run was writing neither counts as a version nor stays', async () => {
  const killed = join(modelsDir, 'od', '.1.0.0.writing');
  await writeProduct(modelsDir, { name: 'od', version: '.1.0.0.writing' }, { 'model.onnx': 'half' });
  expect(existsSync(killed)).toBe(true);
  expect(await nextVersion(modelsDir, 'od')).toBe('1.0.0');
  await writeProduct(modelsDir, of, { 'model.onnx': 'whole', 'card.json': '{}' });
  expect(readdirSync(join(modelsDir, 'od'))).toEqual(['1.0.0']);
  expect(readdirSync(join(modelsDir, 'od', '1.0.0')).toSorted()).toEqual(['card.json', 'model.onnx']);
});
