import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** What a tick of the feature engine costs, for 1 and 10 units. About half a minute. */
export async function features() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'features-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'bench/feature-ticks.ts',
        outDir,
        minify: false,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'features.mjs' } },
      },
    });
    const { featureFigures } = await import(pathToFileURL(join(outDir, 'features.mjs')).href);
    return featureFigures();
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
