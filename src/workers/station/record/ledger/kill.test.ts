import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleEntries, type Bundled } from '../testing/bundle-entries';
import { scratchFolder } from '../testing/scratch-folder';
import { checkLedger } from './check-ledger';

const kills = 200;
/** A finding of any of them would stay to be found at the end: what was before stands in every later entry. */
const lookEvery = 50;

let bundle: Bundled;
beforeAll(async () => {
  bundle = await bundleEntries({ child: resolve('src/workers/station/record/testing/ledger-child.ts') });
});
afterAll(() => bundle.remove());

async function killOnce(dir: string, round: number): Promise<void> {
  const child = spawn(process.execPath, [bundle.paths['child'] ?? '', dir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  expect(child.exitCode).toBeNull();
  // Spread over a write of about four milliseconds, and over several of them.
  const until = performance.now() + (round % 41) * 0.37;
  while (performance.now() < until);
  child.kill('SIGKILL');
  await gone;
}

test(
  `P11-e1: after ${kills} kills there is no change without its entry and no entry without its change`,
  { timeout: 240_000 },
  async () => {
    const folders = [scratchFolder(), scratchFolder()];
    await Promise.all(
      folders.map(async (dir) => {
        for (let round = 1; round <= kills / folders.length; round += 1) {
          await killOnce(dir, round);
          if (round % lookEvery > 0) continue;
          const { findings, entries } = await checkLedger({ dataDir: dir, anchorFolders: [] });
          expect(findings.map(({ words }) => words)).toEqual([]);
          expect(entries).toBeGreaterThan(round);
        }
      }),
    );
  },
);
