import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

export interface Bundled {
  /** Path of each compiled entry. */
  readonly paths: Readonly<Record<string, string>>;
  remove(): void;
}

/**
 * Compiles worker entries as the product's build does, so that tests start real threads and processes from
 * TypeScript sources. The result lies under node_modules: native packages stay outside the bundle and resolve from there.
 * @param entries source file by name
 */
export async function bundleEntries(entries: Readonly<Record<string, string>>): Promise<Bundled> {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'entries-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20.18',
      rolldownOptions: { input: { ...entries }, output: { entryFileNames: '[name].mjs' } },
    },
  });
  return {
    paths: Object.fromEntries(Object.keys(entries).map((name) => [name, join(outDir, `${name}.mjs`)])),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
