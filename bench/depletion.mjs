import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const batches = 100;
const firstSeed = 20_001;

/** Depletion of 100 simulated batches: found, how late, and how well foreseen two hours before. About two minutes. */
export async function depletion() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'depletion-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'bench/depletion-batches.ts',
        outDir,
        minify: false,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'depletion.mjs' } },
      },
    });
    const { depletionTrial, depletionFigures } = await import(
      pathToFileURL(join(outDir, 'depletion.mjs')).href
    );
    return depletionFigures(Array.from({ length: batches }, (_, i) => depletionTrial(firstSeed + i)));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
