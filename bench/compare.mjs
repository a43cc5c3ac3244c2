import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Seeds that nothing was chosen on. */
const goldenSeed = 21_000;
const trialSeed = 22_000;

/**
 * Batches beside one another, all simulated: 18 batches x 6 channels laid over one another by each alignment, a
 * stretched batch on itself, and deviations found by a golden batch of 18 others. About half a minute.
 */
export async function compare() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'compare-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'bench/compare-batches.ts',
        outDir,
        minify: false,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'compare.mjs' } },
      },
    });
    const { compareTrials, compareFigures, overlayFigures, stretchFigures } = await import(
      pathToFileURL(join(outDir, 'compare.mjs')).href
    );
    return [
      ...(await overlayFigures(trialSeed)),
      ...stretchFigures(trialSeed),
      ...compareFigures(compareTrials(goldenSeed, trialSeed)),
    ];
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
