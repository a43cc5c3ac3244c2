import { buildIfNeeded } from './build.mjs';
import { needNode24 } from './node-24.mjs';
import { run } from './run.mjs';

await buildIfNeeded();
process.exit(await run(needNode24(), ['out/main/train-first-model.js', ...process.argv.slice(2)]));
