import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * The flow test of outages with more and longer ones: a live plant on a real Mosquitto, an InfluxDB at the edge, the
 * station killed or stopped, the broker stopped, the line cut, the gateway silent. Answers its exit code.
 */
export function tortureWithOutages({ count, seed, longestS }) {
  const child = spawn(
    process.execPath,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      'flow',
      join('tests', 'flow', 'outages.test.ts'),
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        REQUIRE_E2E: '1',
        OUTAGES: String(count),
        OUTAGE_SEED: String(seed),
        OUTAGE_LONGEST_S: String(longestS),
      },
    },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
