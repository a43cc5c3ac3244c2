import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../shared/model/refusal';

/** Files of a product by name, without card.json. */
export type ProductFiles = Readonly<Record<string, Uint8Array | string>>;

/**
 * The version after the newest of a model, below a folder of models; what is being written does not count.
 */
export async function nextVersion(modelsDir: string, name: string): Promise<string> {
  const found = await readdir(join(modelsDir, name)).catch(() => []);
  const majors = found.flatMap((version) =>
    /^\d+\.\d+\.\d+$/.test(version) ? Number(version.split('.')[0]) : [],
  );
  return `${Math.max(0, ...majors) + 1}.0.0`;
}

/**
 * Writes all files under another name, lets the disk take them, and renames the folder last: a product is whole or not
 * there.
 * @throws Refusal where the disk does not take it; nothing is left then
 */
export async function writeProduct(
  modelsDir: string,
  of: { readonly name: string; readonly version: string },
  files: ProductFiles,
): Promise<string> {
  const folder = join(modelsDir, of.name, of.version);
  const writing = join(modelsDir, of.name, `.${of.version}.writing`);
  try {
    await rm(writing, { recursive: true, force: true });
    await mkdir(writing, { recursive: true });
    for (const [name, content] of Object.entries(files)) await writeSure(join(writing, name), content);
    await rename(writing, folder);
    return folder;
  } catch (problem) {
    await rm(writing, { recursive: true, force: true }).catch(() => undefined);
    const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
    if (code === 'ENOSPC')
      throw new Refusal(
        'UNAVAILABLE',
        'The model could not be written: the disk is full. Free space and train again',
      );
    if (code === '') throw problem;
    throw new Refusal('UNAVAILABLE', `The model could not be written to ${folder} (${code})`);
  }
}

async function writeSure(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
