import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { needNode24, root } from './node-24.mjs';
import { run } from './run.mjs';

await buildIfNeeded();
// A folder is meant as seen from where the command was typed; npm itself goes to the root of the package.
const cwd = process.env.INIT_CWD ?? process.cwd();
const program = join(root, 'out', 'main', 'campaign.js');
process.exit(await run(needNode24(), [program, ...process.argv.slice(2)], { cwd }));
