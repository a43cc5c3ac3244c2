import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { needNode24, root } from './node-24.mjs';
import { run } from './run.mjs';

const bench = 'bench/bench.mjs';
if (!existsSync(join(root, bench))) {
  console.error(`${bench} is not there: nothing to measure.`);
  process.exit(1);
}
await buildIfNeeded();
process.exit(await run(needNode24(), [bench, ...process.argv.slice(2)]));
