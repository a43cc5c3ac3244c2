import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** The training thread compiled for one test file, as the product's build does it. */
export async function bundlePartThread(): Promise<{ readonly path: string; remove(): void }> {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'part-thread-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { part: resolve('src/workers/trainer/boosting/part-thread.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return { path: join(outDir, 'part.mjs'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
}
