import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encodeOnnx } from './export-onnx/onnx-model';
import { od600Card, type SplitSeeds } from './od600-card';
import { makeBatch, type Od600Batch } from './od600-data';
import { od600Report } from './od600-report';
import { od600Graph } from './od600-ridge';
import { trainOd600 } from './train-od600';

/** `npm run train:first [FOLDER]`: trains the first OD600 model anew, byte for byte the same each time. */
async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? 'models', 'od600-ridge', '1.0.0');
  const seeds: SplitSeeds = {
    training: seedsFrom(1001, 40),
    calibration: seedsFrom(2001, 20),
    test: seedsFrom(9001, 20),
  };
  const trained = trainOd600({
    training: simulate('training', seeds.training),
    calibration: simulate('calibration', seeds.calibration),
    test: simulate('test', seeds.test),
  });
  const onnx = encodeOnnx(od600Graph(trained.model), { name: 'bioprocess-twin', version: '1' });
  const card = od600Card(trained, seeds, { model: sha256(onnx), testSeeds: sha256(seeds.test.join(',')) });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), onnx);
  await writeFile(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  await writeFile(join(folder, 'golden.json'), `${JSON.stringify(trained.golden, null, 2)}\n`);
  await writeFile(join(folder, 'report.md'), od600Report(card, trained));
  process.stdout.write(`${folder}\n${card.accuracy}\n`);
}

function seedsFrom(first: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => first + i);
}

function simulate(part: string, seeds: readonly number[]): Od600Batch[] {
  return seeds.map((seed, i) => {
    process.stdout.write(`${part} batch ${i + 1} of ${seeds.length}\n`);
    return makeBatch(seed);
  });
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

await main();
