import { buildIfNeeded } from './build.mjs';
import { needNode24 } from './node-24.mjs';
import { run } from './run.mjs';

await buildIfNeeded();
process.exit(await run(needNode24(), ['bench/torture.mjs', ...process.argv.slice(2)]));
